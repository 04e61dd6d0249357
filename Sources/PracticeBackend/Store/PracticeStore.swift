import BackendAPI
import Crypto
import FoundationEssentials
import GRDB
import PublicServices

/// The state of the practice backend in SQLite.
///
/// In a file commits survive a killed process, not a power cut (`synchronous = NORMAL`): it is practice.
final class PracticeStore: Sendable {
    let queue: DatabaseQueue
    let limits: LookupLimits
    let now: @Sendable () -> Date
    /// Look-ups that found nothing are counted under a keyed hash; the key dies with the process.
    private let key = SymmetricKey(size: .bits256)
    private static let kilobytesInMemory = 128

    /// - Parameter path: `nil` keeps the state in a file without a name.
    /// - Throws: When the file cannot be opened or made.
    init(path: String?, limits: LookupLimits, now: @escaping @Sendable () -> Date) throws {
        var configuration = Configuration()
        configuration.label = "practice"
        if path != nil {
            configuration.journalMode = .wal
        } else {
            // What does not fit is written to the nameless file, so that practice does not grow with its records.
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -\(Self.kilobytesInMemory)") }
        }
        // An empty path is a temporary database, deleted when it is made (sqlite.org/inmemorydb.html).
        queue = try DatabaseQueue(path: path ?? "", configuration: configuration)
        self.limits = limits
        self.now = now
        try Self.migrator.migrate(queue)
    }

    func hash(_ subject: String) -> String {
        Digest.hexadecimal(HMAC<SHA256>.authenticationCode(for: Array(subject.utf8), using: key))
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: schema)
        }
        return migrator
    }

    private static let schema = """
        CREATE TABLE procedures (position INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, line BLOB NOT NULL);
        CREATE TABLE editions (sequence INTEGER PRIMARY KEY, version TEXT NOT NULL, count INTEGER NOT NULL,
            size INTEGER NOT NULL);
        CREATE TABLE edits (sequence INTEGER NOT NULL, code TEXT NOT NULL, PRIMARY KEY (sequence, code)) WITHOUT ROWID;
        CREATE TABLE dossiers (code TEXT PRIMARY KEY, lastFour TEXT NOT NULL, printedSecret TEXT NOT NULL,
            body BLOB NOT NULL);
        CREATE TABLE payments (reference TEXT PRIMARY KEY, body BLOB NOT NULL);
        CREATE TABLE records (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
            digest TEXT NOT NULL, payload BLOB NOT NULL, receiptNumber TEXT NOT NULL, receivedAt REAL NOT NULL);
        CREATE TABLE failures (subject TEXT NOT NULL, at REAL NOT NULL);
        CREATE INDEX failuresByTime ON failures (at);
        """
}
