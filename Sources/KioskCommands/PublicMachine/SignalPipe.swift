import AccessPointDevices
import Glibc
import Synchronization

/// The signals of the public mode: requests to stop become bytes in a pipe, the keyboard's signals are ignored.
///
/// There is one in a process; it stays for the process's life.
struct SignalPipe {
    /// Readable when a signal has come.
    let descriptor: Int32

    private static let writingEnd = Atomic<Int32>(-1)
    private static let stops = [SIGTERM, SIGHUP]
    /// Ctrl-C, Ctrl-\, Ctrl-Z and their like; a child's process inherits that they are ignored.
    private static let ignored = [SIGINT, SIGQUIT, SIGTSTP, SIGPIPE, SIGUSR1, SIGUSR2, SIGALRM]

    /// - Throws: `TerminalError` when there is no pipe to be had.
    init() throws(TerminalError) {
        guard let pipe = OwnPipe() else { throw TerminalError(code: errno) }
        descriptor = pipe.readingEnd
        Self.writingEnd.store(pipe.writingEnd, ordering: .releasing)
        for number in Self.ignored { signal(number, SIG_IGN) }
        for number in Self.stops + [SIGCHLD] {
            signal(number) { number in
                // Only what POSIX allows in a handler.
                let code = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(SignalPipe.writingEnd.load(ordering: .acquiring), &byte, 1)
                errno = code
            }
        }
    }

    /// Uses up what has come; whether a request to stop was in it.
    func takeStop() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(descriptor, &bytes, bytes.count)
        return count > 0 && bytes.prefix(count).contains { Self.stops.contains(Int32($0)) }
    }

    /// Waits; `true` as soon as a request to stop comes.
    func stopComes(within pause: Duration) -> Bool {
        let begun = Moment.now
        while begun.age < pause {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            _ = poll(&request, 1, 50)
            if request.revents != 0, takeStop() { return true }
        }
        return false
    }
}
