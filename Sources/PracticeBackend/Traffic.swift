import Synchronization

/// Counts requests by area.
package final class Traffic: Sendable {
    private let counts = Mutex<[Area: Int]>([:])

    init() {}

    /// Requests of an area so far, refused and faulty ones too.
    package func requests(_ area: Area) -> Int {
        counts.withLock { $0[area, default: 0] }
    }

    func count(_ area: Area) {
        counts.withLock { $0[area, default: 0] += 1 }
    }
}
