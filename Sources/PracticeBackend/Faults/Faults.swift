import Synchronization

/// The faults in force; may be changed at any time, also by tests while a request is under way.
package final class Faults: Sendable {
    private let list: Mutex<[Fault]>

    init(_ faults: [Fault]) {
        list = Mutex(faults)
    }

    /// Puts these in place of all others.
    package func set(_ faults: [Fault]) {
        list.withLock { $0 = faults }
    }

    package func clear() { set([]) }

    /// The faults of an area.
    package func active(in area: Area) -> [Fault] {
        list.withLock { faults in faults.filter { $0.area == nil || $0.area == area } }
    }
}
