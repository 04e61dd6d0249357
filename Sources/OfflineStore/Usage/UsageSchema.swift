import FoundationEssentials
import GRDB

/// The form of `usage.sqlite`: numbers by day, ratings and words by month, and what only grows.
enum UsageSchema {
    /// Grows with each migration.
    static let version = 2
    /// How many days are kept: a year and a month, so that a year can be compared with the one before it.
    static let keptDays = 400
    /// How many months of ratings and words are kept.
    static let keptMonths = 24
    /// Most different searches without a result that are remembered of a month.
    static let wordsOfAMonth = 2_000
    /// Most different ratings of a month, offices times answers.
    static let evaluationsOfAMonth = 5_000

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 counters") { try $0.execute(sql: counters) }
        migrator.registerMigration("2 offices") { try $0.execute(sql: offices) }
        return migrator
    }

    /// Without row numbers, which would keep the order in which things happened.
    ///
    /// An hour of -1 stands for the day.
    private static let counters = """
        CREATE TABLE daily (
            day INTEGER NOT NULL,
            counter TEXT NOT NULL,
            label TEXT NOT NULL,
            hour INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (day, counter, label, hour)
        ) WITHOUT ROWID;
        CREATE TABLE total (
            counter TEXT NOT NULL,
            label TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (counter, label)
        ) WITHOUT ROWID;
        CREATE TABLE evaluation (
            month INTEGER NOT NULL,
            level TEXT NOT NULL,
            agency TEXT NOT NULL,
            item TEXT NOT NULL,
            mark TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (month, level, agency, item, mark)
        ) WITHOUT ROWID;
        CREATE TABLE search (
            month INTEGER NOT NULL,
            hash BLOB NOT NULL,
            visits INTEGER NOT NULL,
            words TEXT,
            PRIMARY KEY (month, hash)
        ) WITHOUT ROWID;
        CREATE TABLE mark (name TEXT PRIMARY KEY, at REAL NOT NULL) WITHOUT ROWID;
        """

    /// Names of offices whose ratings stand under the code of their organisation; older ratings stand under a name.
    ///
    /// Words of the first form may hold names of people: they become readable again when they are typed again and have
    /// passed today's guard.
    private static let offices = """
        UPDATE search SET words = NULL;
        CREATE TABLE office (organisation TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
        """
}
