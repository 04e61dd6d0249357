import FoundationEssentials
import GRDB

/// The form of `cache.sqlite`: everything in it can be fetched again or, like the counts, be done without.
enum CacheSchema {
    /// Grows with each migration.
    static let version = 4

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 catalogue") { try $0.execute(sql: catalogue) }
        migrator.registerMigration("2 answers") { try $0.execute(sql: answers) }
        migrator.registerMigration("3 failures") { try $0.execute(sql: failures) }
        migrator.registerMigration("4 opened") { try $0.execute(sql: opened) }
        return migrator
    }

    /// A catalogue is the rows of one generation; putting a new one in its place changes one row.
    ///
    /// A generation is never used twice, so that two processes that collect at once cannot mix their rows.
    private static let catalogue = """
        CREATE TABLE catalogue (
            id INTEGER PRIMARY KEY,
            generation INTEGER NOT NULL,
            version TEXT,
            confirmedAt REAL NOT NULL,
            count INTEGER NOT NULL,
            source TEXT NOT NULL,
            indexName TEXT NOT NULL,
            indexSum INTEGER NOT NULL,
            sum INTEGER NOT NULL
        );
        CREATE TABLE collection (generation INTEGER PRIMARY KEY AUTOINCREMENT, base INTEGER);
        CREATE TABLE procedure (
            id INTEGER PRIMARY KEY,
            generation INTEGER NOT NULL,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            englishName TEXT,
            field TEXT NOT NULL,
            levels TEXT NOT NULL,
            levelMask INTEGER NOT NULL,
            countedLevel INTEGER,
            agency TEXT NOT NULL,
            serviceLevel TEXT,
            retired INTEGER NOT NULL,
            sum INTEGER NOT NULL,
            bodySum INTEGER NOT NULL,
            body BLOB NOT NULL
        );
        CREATE UNIQUE INDEX procedureByCode ON procedure (generation, code);
        CREATE INDEX procedureByField ON procedure (generation, field, levelMask);
        """

    private static let answers = """
        CREATE TABLE answer (subject BLOB PRIMARY KEY, asOf REAL NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX answerByAge ON answer (asOf);
        """

    private static let failures = """
        CREATE TABLE failure (id INTEGER PRIMARY KEY, subject BLOB NOT NULL, at REAL NOT NULL);
        CREATE INDEX failureBySubject ON failure (subject, at);
        CREATE INDEX failureByTime ON failure (at);
        """

    /// Without row numbers, which would keep the order of the first openings.
    private static let opened = """
        CREATE TABLE opened (code TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX procedureByAgency ON procedure (generation, agency);
        """
}
