import FoundationEssentials
import Logging
import Synchronization

/// Something an operator has to know about the store; holds nothing personal.
package struct StoreNotice: Equatable, Sendable {
    package enum Kind: String, Equatable, Sendable {
        /// The outbox was damaged; its intact records are in a new file, the old one lies aside.
        case outboxRebuilt
        /// Records were found in a log that a fault had cut, and were put back.
        case recordsRecovered
        /// A record can no longer be read and is not sent.
        case recordUnreadable
        /// Most of the outbox's room is taken by records that the backend does not have.
        case outboxFilling
        /// The catalogue, the answers and the look-up counts were damaged; they start empty.
        case cacheRebuilt
        /// The cache cannot be kept on the disk and lives in memory only.
        case cacheInMemory
        /// The counters were damaged; they begin anew.
        case countersRestarted
        /// The key file cannot be used; answers kept before cannot be read.
        case keyReplaced
    }

    package var kind: Kind
    /// File names and counts, in words for the operator.
    package var detail: String
    /// Records that are still there.
    package var kept: Int
    /// Records that could not be read any more.
    package var lost: Int

    init(_ kind: Kind, detail: String, kept: Int = 0, lost: Int = 0) {
        self.kind = kind
        self.detail = detail
        self.kept = kept
        self.lost = lost
    }
}

/// Collects notices until someone tells them to the operator.
final class StoreReport: Sendable {
    private let notices = Mutex<[StoreNotice]>([])
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    func add(_ notice: StoreNotice) {
        let isNew = notices.withLock { notices in
            guard !notices.contains(notice) else { return false }
            notices.append(notice)
            return true
        }
        guard isNew else { return }
        logger.warning(
            "store: \(notice.kind.rawValue): \(notice.detail)",
            metadata: ["kept": "\(notice.kept)", "lost": "\(notice.lost)"]
        )
    }

    /// Hands over the notices; each is handed over once.
    func take() -> [StoreNotice] {
        notices.withLock { notices in
            defer { notices = [] }
            return notices
        }
    }
}
