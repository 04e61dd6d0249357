import Glibc

/// The signs of life that a visit's process gives its supervisor.
///
/// They come from a task like the talk's own and only when the console can do something, so they stop when the talk's
/// tasks can no longer run, and when the screen holds the console up.
struct Pulse {
    /// Where the supervisor put the pipe.
    static let descriptor: Int32 = 3

    init() {
        _ = fcntl(Self.descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(Self.descriptor, F_SETFL, O_NONBLOCK)
    }

    /// Beats until cancelled, each time after the console's `turn`.
    ///
    /// Without a supervisor nobody would clean up after the visit: the process ends itself, and its signal handler wipes
    /// the screen.
    func beat(after turn: () async -> Void) async {
        while !Task.isCancelled {
            await turn()
            var byte = UInt8(ascii: ".")
            if write(Self.descriptor, &byte, 1) < 0, errno != EAGAIN, errno != EINTR { kill(getpid(), SIGTERM) }
            // Real time on purpose: the supervisor and systemd's watchdog count it too. An early end means cancelled.
            try? await Task.sleep(for: .seconds(1))
        }
    }
}
