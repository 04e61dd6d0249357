#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The one thread that reads the keyboard; it ends with the input, or when this object goes.
///
/// A blocking read on a task's thread would stop other tasks, so reading has a thread of its own.
final class KeyboardReader: Sendable {
    let inbox: KeyboardInbox
    private let wakeEnd: Int32
    private let listenEnd: Int32
    private let thread: pthread_t

    /// Starts reading a descriptor.
    init(input: Int32, isTerminal: Bool) throws(TerminalError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw TerminalError(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        // The bell is only a bell: when it is full, somebody has rung already.
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        let work = ReadingLoop(input: input, isTerminal: isTerminal, bell: ends[0], inbox: KeyboardInbox())
        inbox = work.inbox
        listenEnd = ends[0]
        wakeEnd = ends[1]
        guard let started = Self.start(work) else {
            close(ends[0])
            close(ends[1])
            throw TerminalError(code: EAGAIN)
        }
        thread = started
    }

    deinit {
        ring(.stop)
        pthread_join(thread, nil)
        close(wakeEnd)
        close(listenEnd)
    }

    /// Ends the thread and with it the input; what it read is still there.
    func stop() { ring(.stop) }

    /// Tells the thread that the inbox has room again.
    func wake() { ring(.look) }

    private func ring(_ bell: ReadingLoop.Bell) {
        var byte = bell.rawValue
        _ = write(wakeEnd, &byte, 1)
    }

    private static func start(_ work: ReadingLoop) -> pthread_t? {
        let passed = Unmanaged.passRetained(work).toOpaque()
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        if pthread_create(&thread, nil, readKeyboard, passed) == 0 { return thread }
        Unmanaged<ReadingLoop>.fromOpaque(passed).release()
        return nil
    }
}

#if canImport(Darwin)
private typealias ThreadArgument = UnsafeMutableRawPointer
#else
private typealias ThreadArgument = UnsafeMutableRawPointer?
#endif

// A function of its own: as a closure in `start` it crashes the compiler (6.3.1, SendNonSendable).
private func readKeyboard(_ argument: ThreadArgument) -> UnsafeMutableRawPointer? {
    let passed: UnsafeMutableRawPointer? = argument
    if let passed { Unmanaged<ReadingLoop>.fromOpaque(passed).takeRetainedValue().run() }
    return nil
}

/// What the reading thread does; it shares only the inbox with the others.
private final class ReadingLoop: Sendable {
    /// Why the thread was woken.
    enum Bell: UInt8 { case stop, look }

    let inbox: KeyboardInbox
    private let input: Int32
    private let isTerminal: Bool
    private let bell: Int32

    init(input: Int32, isTerminal: Bool, bell: Int32, inbox: KeyboardInbox) {
        self.input = input
        self.isTerminal = isTerminal
        self.bell = bell
        self.inbox = inbox
    }

    func run() {
        var isFull = false
        while true {
            // A negative descriptor is passed over: with a full inbox even a hang-up has to wait its turn.
            var requests = [
                pollfd(fd: isFull ? -1 : input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&requests, 2, -1) >= 0 else {
                if errno == EINTR || errno == EAGAIN { continue }
                return inbox.end()
            }
            if requests[1].revents != 0 {
                guard hearBell() == .look else { return inbox.end() }
                isFull = false
            }
            guard requests[0].revents != 0 else { continue }
            switch look(requests[0].revents) {
            case .filled: break
            case .full: isFull = true
            case .ended: return
            }
        }
    }

    private func look(_ events: Int16) -> KeyboardInbox.Filling {
        let hungUp = events & Int16(POLLHUP | POLLERR | POLLNVAL) != 0
        return inbox.fill(from: input, isTerminal: isTerminal, hungUp: hungUp)
    }

    private func hearBell() -> Bell {
        var byte: UInt8 = 0
        return read(bell, &byte, 1) == 1 ? Bell(rawValue: byte) ?? .stop : .stop
    }
}
