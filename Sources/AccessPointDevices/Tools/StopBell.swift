import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Wakes a thread that waits in `poll`: a pipe that becomes readable when it is rung.
final class StopBell: Sendable {
    /// To wait on.
    let listenEnd: Int32
    private let ringEnd: Int32

    /// Fails when the process has no descriptors left.
    init?() {
        guard let ends = Pipe.ends() else { return nil }
        listenEnd = ends.reading
        ringEnd = ends.writing
    }

    deinit {
        close(listenEnd)
        close(ringEnd)
    }

    /// Rings; once is enough, more does no harm to a bell that is heard only once.
    func ring() {
        var byte: UInt8 = 1
        _ = write(ringEnd, &byte, 1)
    }
}

/// A pipe of the system that no started program inherits, and whose writing end never waits.
enum Pipe {
    /// Both ends, or nothing when there are no descriptors left.
    static func ends() -> (reading: Int32, writing: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        return (ends[0], ends[1])
    }
}
