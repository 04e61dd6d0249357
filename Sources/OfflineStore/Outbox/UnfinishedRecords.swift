import GRDB
import ServiceDesk
import Synchronization

/// Ids that were being written when a commit failed.
///
/// SQLite may find such a transaction in the log when the file is opened again. The citizen was told that it was not
/// kept, and may have given it a second time; so it is taken out.
final class UnfinishedRecords: Sendable {
    private let ids = Mutex<[RecordID]>([])

    var isPending: Bool { ids.withLock { !$0.isEmpty } }

    func begin(_ id: RecordID) { ids.withLock { $0.append(id) } }

    /// The transaction was committed: everything begun in it is kept.
    func end() { ids.withLock { $0 = [] } }

    /// Takes out what an earlier transaction left.
    func clear(in db: Database) throws {
        for id in ids.withLock({ $0 }) where try OutboxRows.delivery(of: id, in: db) != nil {
            try OutboxRows.delete(RecordKey(id), in: db)
        }
    }
}
