import Glibc

/// A pipe whose ends do not wait and are closed in other programs.
struct OwnPipe {
    let readingEnd: Int32
    let writingEnd: Int32

    /// `nil` when the process has no descriptor left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        readingEnd = ends[0]
        writingEnd = ends[1]
    }
}
