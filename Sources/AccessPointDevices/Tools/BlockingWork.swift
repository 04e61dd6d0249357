#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Work that may wait for a device, on a thread of its own: the tasks' threads are few.
enum BlockingWork {
    /// Does the work on a new thread, or here when there is none to be had.
    static func run(_ work: @escaping @Sendable () -> Void) {
        let passed = Unmanaged.passRetained(Parcel(work)).toOpaque()
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        guard pthread_create(&thread, nil, doBlockingWork, passed) == 0 else {
            Unmanaged<Parcel>.fromOpaque(passed).takeRetainedValue().work()
            return
        }
        #if canImport(Darwin)
        if let thread { pthread_detach(thread) }
        #else
        pthread_detach(thread)
        #endif
    }
}

private final class Parcel: Sendable {
    let work: @Sendable () -> Void

    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
}

#if canImport(Darwin)
private typealias Argument = UnsafeMutableRawPointer
#else
private typealias Argument = UnsafeMutableRawPointer?
#endif

// A function of its own, as in `KeyboardReader`: as a closure it crashes the compiler (6.3.1).
private func doBlockingWork(_ argument: Argument) -> UnsafeMutableRawPointer? {
    let passed: UnsafeMutableRawPointer? = argument
    if let passed { Unmanaged<Parcel>.fromOpaque(passed).takeRetainedValue().work() }
    return nil
}
