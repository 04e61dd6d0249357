import ServiceDesk
import Synchronization

/// A part of the store that is opened at its first use and given up after an error that makes it untrustworthy.
final class Part<Opened: Sendable>: Sendable {
    private let opening: @Sendable () throws -> Opened
    private let closing: @Sendable (Opened) -> Void
    private let opened = Mutex<Opened?>(nil)

    init(open: @escaping @Sendable () throws -> Opened, close: @escaping @Sendable (Opened) -> Void) {
        opening = open
        closing = close
    }

    /// The open part, opened when it is not; a failed opening is tried again at the next use.
    func value() throws(StoreError) -> Opened {
        let result: Result<Opened, StoreError> = opened.withLock { opened in
            if let opened { return .success(opened) }
            return Result {
                let fresh = try opening()
                opened = fresh
                return fresh
            }.mapError(StoreFault.error)
        }
        return try result.get()
    }

    /// The part where it is open; does not open it.
    var valueIfOpen: Opened? { opened.withLock { $0 } }

    /// Ends the use of the part; a later use opens it again.
    func close() {
        opened.withLock { opened in
            if let part = opened { closing(part) }
            opened = nil
        }
    }

    /// Gives the connection up when `error` leaves open what is on the disk, and passes the error on.
    func judged(_ error: StoreError) -> StoreError {
        if error.code == .failed || error.code == .damaged { close() }
        return error
    }
}
