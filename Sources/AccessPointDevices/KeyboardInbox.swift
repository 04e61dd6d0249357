import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Bytes typed and not yet used: filled by the reading thread, emptied by the conversation.
///
/// Its memory is one block of fixed size, overwritten as it is read: a paste of any length waits in the
/// kernel, not here.
final class KeyboardInbox: Sendable {
    static let capacity = 64 * 1024

    private struct State {
        var bytes = [UInt8](repeating: 0, count: KeyboardInbox.capacity)
        var start = 0
        var end = 0
        var hasEnded = false
        var waiter: CheckedContinuation<Void, Never>?
        var isReaderStalled = false

        var isEmpty: Bool { start == end }

        mutating func clear() {
            bytes.withUnsafeMutableBytes { overwrite($0) }
            start = 0
            end = 0
        }
    }

    /// What one look at the descriptor brought.
    enum Filling { case filled, full, ended }

    private let state = Mutex(State())

    var isEmpty: Bool { state.withLock { $0.isEmpty } }

    var hasEnded: Bool { state.withLock { $0.hasEnded && $0.isEmpty } }

    /// The next byte, and whether the reader has stood still for want of room and should be woken.
    func next() -> (byte: UInt8?, wakesReader: Bool) {
        state.withLock { state in
            guard !state.isEmpty else { return (nil, false) }
            let byte = state.bytes[state.start]
            state.bytes[state.start] = 0
            state.start += 1
            guard state.isEmpty else { return (byte, false) }
            state.start = 0
            state.end = 0
            defer { state.isReaderStalled = false }
            return (byte, state.isReaderStalled)
        }
    }

    /// Forgets everything, here and (through `flush`) in the kernel, with no gap between the two.
    /// - Returns: whether the reader should be woken.
    func discard(flush: () -> Void) -> Bool {
        state.withLock { state in
            flush()
            state.clear()
            defer { state.isReaderStalled = false }
            return state.isReaderStalled
        }
    }

    /// Reads what the descriptor has ready; only the reading thread calls this, after `poll`.
    ///
    /// Under the lock, or a `discard` could come between reading and storing. The read does not wait:
    /// `poll` saw bytes, and a raw terminal is set to answer at once.
    func fill(from descriptor: Int32, isTerminal: Bool, hungUp: Bool) -> Filling {
        let (filling, waiter) = state.withLock { state -> (Filling, CheckedContinuation<Void, Never>?) in
            guard state.end < Self.capacity else {
                state.isReaderStalled = true
                return (.full, nil)
            }
            let end = state.end
            let count = state.bytes.withUnsafeMutableBytes { bytes in
                let room = UnsafeMutableRawBufferPointer(rebasing: bytes[end...])
                return read(descriptor, room.baseAddress, room.count)
            }
            let code = errno
            if count > 0 {
                state.end += count
            } else if count == 0 ? (!isTerminal || hungUp) : ![EINTR, EAGAIN].contains(code) {
                state.hasEnded = true
            } else {
                return (.filled, nil)
            }
            defer { state.waiter = nil }
            return (state.hasEnded ? .ended : .filled, state.waiter)
        }
        waiter?.resume()
        return filling
    }

    /// Says that no byte will ever come again.
    func end() {
        takeWaiter { $0.hasEnded = true }?.resume()
    }

    /// Waits until there is a byte, the input has ended, or the task is cancelled; uses nothing up.
    func arrival() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    // Cancelled before this lock: seen here. After it: the handler finds the waiter.
                    if !state.isEmpty || state.hasEnded || Task.isCancelled { return true }
                    state.waiter = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            takeWaiter { _ in }?.resume()
        }
    }

    private func takeWaiter(_ change: (inout State) -> Void) -> CheckedContinuation<Void, Never>? {
        state.withLock { state in
            change(&state)
            defer { state.waiter = nil }
            return state.waiter
        }
    }
}
