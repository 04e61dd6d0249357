import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Restores the terminal where no Swift object can: at `exit` and inside a signal handler.
///
/// It holds one terminal, the first that became raw: a process stands at one access point.
enum ModeRescue {
    /// What the handler needs, in memory that never moves.
    private struct Former {
        let input: Int32
        var mode: termios
        let screen: Int32?
        let wipe: UnsafeMutableRawBufferPointer
    }

    /// Says which registration is meant; the address of its memory.
    struct Ticket: Sendable, Equatable {
        fileprivate let address: UInt
    }

    private static let current = Atomic<UInt>(0)
    private static let isInstalled = Atomic<Bool>(false)

    /// Keeps a mode for the emergency; `nil` when another terminal is kept already.
    static func register(input: Int32, former: termios, screen: Int32?) -> Ticket? {
        let bytes = Array(Terminal.wipeSequence.utf8)
        let wipe = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        wipe.copyBytes(from: bytes)
        let memory = UnsafeMutablePointer<Former>.allocate(capacity: 1)
        memory.initialize(to: Former(input: input, mode: former, screen: screen, wipe: wipe))
        let ticket = Ticket(address: UInt(bitPattern: memory))
        guard current.compareExchange(expected: 0, desired: ticket.address, ordering: .acquiringAndReleasing).exchanged
        else {
            wipe.deallocate()
            memory.deallocate()
            return nil
        }
        install()
        return ticket
    }

    /// Takes a mode back once its terminal is in order again.
    ///
    /// The memory, about 100 bytes a registration, is not freed: a handler on another thread may be reading it.
    static func withdraw(_ ticket: Ticket?) {
        guard let ticket else { return }
        _ = current.compareExchange(expected: ticket.address, desired: 0, ordering: .acquiringAndReleasing)
    }

    /// Only calls that POSIX allows in a signal handler: `tcsetattr`, `tcflush` and `write`.
    fileprivate static func restoreNow() {
        let address = current.exchange(0, ordering: .acquiringAndReleasing)
        guard let former = UnsafeMutablePointer<Former>(bitPattern: address) else { return }
        if let screen = former.pointee.screen {
            _ = write(screen, former.pointee.wipe.baseAddress, former.pointee.wipe.count)
        }
        tcflush(former.pointee.input, TCIFLUSH)
        tcsetattr(former.pointee.input, TCSANOW, &former.pointee.mode)
    }

    /// Takes the signals that end a process.
    ///
    /// Requests to end keep a handler that somebody has set, such as a lifecycle library. Crashes are always
    /// taken: Swift's own handler would print a stack trace on a public screen.
    private static func install() {
        guard !isInstalled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        atexit { ModeRescue.restoreNow() }
        for crash in [SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE] { _ = take(crash) }
        for request in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
            if let former = take(request) { signal(request, former) }
        }
    }

    /// Has the terminal restored before the signal does what it does by default; gives the former handler.
    private static func take(_ number: Int32) -> (@convention(c) (Int32) -> Void)? {
        signal(number) { number in
            ModeRescue.restoreNow()
            signal(number, SIG_DFL)
            raise(number)
        }
    }
}
