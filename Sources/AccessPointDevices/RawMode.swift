#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A terminal's former mode, while its input is raw.
struct RawMode: Sendable {
    private let input: Int32
    private let former: termios
    private let rescue: ModeRescue.Ticket?

    /// Sets raw mode; `screen` is wiped too if a signal kills the process.
    init(input: Int32, screen: Int32?) throws(TerminalError) {
        var mode = termios()
        guard tcgetattr(input, &mode) == 0 else { throw TerminalError(code: errno) }
        self.input = input
        former = mode
        // Before the change: a signal in between restores a mode that is still there.
        rescue = ModeRescue.register(input: input, former: mode, screen: screen)
        Self.makeRaw(&mode)
        guard Self.set(mode, on: input, when: TCSANOW) else {
            let code = errno
            ModeRescue.withdraw(rescue)
            throw TerminalError(code: code)
        }
    }

    /// Unread input is dropped.
    func restore() {
        // Not `TCSAFLUSH`, which waits until all output is taken: a stuck line would never let go.
        tcflush(input, TCIFLUSH)
        _ = Self.set(former, on: input, when: TCSANOW)
        ModeRescue.withdraw(rescue)
    }

    private static func set(_ mode: termios, on input: Int32, when: Int32) -> Bool {
        var mode = mode
        while tcsetattr(input, when, &mode) != 0 {
            if errno != EINTR { return false }
        }
        return true
    }

    /// Takes line editing, echo, signal and flow keys away and sets IUTF8.
    ///
    /// Output processing stays on, so "\n" starts a line. A read never waits (`VMIN` 0): `poll` does.
    private static func makeRaw(_ mode: inout termios) {
        mode.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | ISIG | IEXTEN)
        mode.c_iflag &= ~tcflag_t(IXON | IXOFF | ICRNL | INLCR | IGNCR | ISTRIP | BRKINT | PARMRK | INPCK)
        mode.c_iflag |= tcflag_t(IUTF8 | IGNBRK)
        withUnsafeMutableBytes(of: &mode.c_cc) { controls in
            controls[Int(VMIN)] = 0
            controls[Int(VTIME)] = 0
        }
    }
}
