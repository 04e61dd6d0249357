#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One program while it runs, seen from a thread of its own: feeds it, reads it, and ends it in time.
struct ProgramRun {
    /// What is to be run.
    struct Order: Sendable {
        var path: String
        var arguments: [String]
        var input: [UInt8]
        var limit: Duration
        var most: Int
    }

    private let child: StartedProgram
    private let bell: StopBell
    private let deadline: ContinuousClock.Instant
    private let most: Int
    private var rest: ArraySlice<UInt8>
    private var output: [UInt8] = []
    private var isWriting = true
    private var isReading = true

    /// Runs a program to its end; blocks the calling thread.
    static func result(of order: Order, bell: StopBell) -> Result<[UInt8], ToolFault> {
        guard let child = StartedProgram(path: order.path, arguments: order.arguments) else { return .failure(.failed) }
        var run = ProgramRun(child: child, bell: bell, order: order)
        let fault = run.attend()
        run.closeInput()
        if fault != nil { child.end() } else { child.endFamily() }
        let isSuccess = child.waitForEnd()
        close(child.output)
        if let fault { return .failure(fault) }
        return isSuccess ? .success(run.output) : .failure(.failed)
    }

    private init(child: StartedProgram, bell: StopBell, order: Order) {
        self.child = child
        self.bell = bell
        deadline = .now.advanced(by: order.limit)
        most = order.most
        rest = order.input[...]
    }

    /// Feeds and reads until the program has ended; what went wrong, if anything.
    private mutating func attend() -> ToolFault? {
        if rest.isEmpty { closeInput() }
        while true {
            var requests = [
                pollfd(fd: bell.listenEnd, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isReading ? child.output : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isWriting ? child.input : -1, events: Int16(POLLOUT), revents: 0),
            ]
            // A program may leave a child behind that keeps its output open: its own end counts.
            let ready = poll(&requests, nfds_t(requests.count), isReading ? 50 : 5)
            if ready > 0, requests[0].revents != 0 { return .stopped }
            if ready > 0, requests[2].revents != 0 { feed() }
            if ready > 0, requests[1].revents != 0, !read() { return .failed }
            if ContinuousClock.now >= deadline { return .tooSlow }
            if ready == 0 || !isReading, child.hasEnded() { return nil }
        }
    }

    private mutating func feed() {
        let written = rest.withUnsafeBytes { write(child.input, $0.baseAddress, $0.count) }
        if written > 0 { rest = rest.dropFirst(written) }
        // One that no longer reads has what it wants.
        if rest.isEmpty || (written < 0 && errno != EAGAIN && errno != EINTR) { closeInput() }
    }

    /// Takes what is there; `false` when it is more than is allowed.
    private mutating func read() -> Bool {
        var block = [UInt8](repeating: 0, count: 16 * 1024)
        let count = systemRead(child.output, &block)
        if count > 0 { output += block[..<count] }
        if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { isReading = false }
        return output.count <= most
    }

    private mutating func closeInput() {
        guard isWriting else { return }
        isWriting = false
        close(child.input)
    }
}

/// The system's `read`, out of the way of the method of that name.
private func systemRead(_ descriptor: Int32, _ block: inout [UInt8]) -> Int {
    block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
}
