import FoundationEssentials
import GRDB
import PublicServices
import ServiceDesk

/// The statements of the counters, each within a transaction of the caller.
enum UsageRows {
    /// A search without a result, as it comes in.
    struct Search: Sendable {
        var month: UsageMonth
        var hash: Data
        var words: String
        var visits: Int
    }

    /// Stands for the whole day where a counter needs no hour.
    private static let wholeDay = -1

    static func add(_ counts: [UsageKey: Int], in db: Database) throws {
        let daily = try db.cachedStatement(
            sql: """
                INSERT INTO daily (day, counter, label, hour, count) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET count = count + excluded.count
                """
        )
        let total = try db.cachedStatement(
            sql: "INSERT INTO total VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count"
        )
        for (key, count) in counts {
            try daily.execute(arguments: [
                key.day.number, key.counter.rawValue, key.label, key.hour ?? wholeDay, count,
            ])
            try total.execute(arguments: [key.counter.rawValue, key.label, count])
        }
    }

    static func add(_ evaluations: [EvaluationKey: Int], in db: Database) throws {
        let update = try db.cachedStatement(
            sql: """
                UPDATE evaluation SET count = count + ?
                WHERE month = ? AND level = ? AND agency = ? AND item = ? AND mark = ?
                """
        )
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO evaluation (count, month, level, agency, item, mark) SELECT ?, ?, ?, ?, ?, ?
                WHERE (SELECT count(*) FROM evaluation WHERE month = ?) < \(UsageSchema.evaluationsOfAMonth)
                """
        )
        for (key, count) in evaluations {
            let office = key.office.organisation ?? key.office.agency
            let values: StatementArguments = [
                count, key.month.number, key.office.level?.rawValue ?? "", office, key.item, key.mark,
            ]
            try update.execute(arguments: values)
            if db.changesCount == 0 { try insert.execute(arguments: values + [key.month.number]) }
        }
        try name(Set(evaluations.keys.map(\.office)), in: db)
    }

    /// The newest name of an organisation is its name.
    private static func name(_ offices: Set<RatedOffice>, in db: Database) throws {
        let statement = try db.cachedStatement(sql: "INSERT OR REPLACE INTO office VALUES (?, ?)")
        for office in offices {
            guard let organisation = office.organisation else { continue }
            try statement.execute(arguments: [organisation, office.agency])
        }
    }

    /// Counts visits that found nothing with these words; from the third visit of the month on the words are readable.
    static func add(_ search: Search, in db: Database) throws {
        try db.cachedStatement(sql: "UPDATE search SET visits = visits + ? WHERE month = ? AND hash = ?")
            .execute(arguments: [search.visits, search.month.number, search.hash])
        if db.changesCount == 0 { try insert(search, in: db) }
        try db.cachedStatement(
            sql: """
                UPDATE search SET words = ? WHERE month = ? AND hash = ? AND words IS NULL
                AND visits >= \(UnansweredWords.leastVisits)
                """
        ).execute(arguments: [search.words, search.month.number, search.hash])
    }

    /// A month that is full takes no new words; those it has go on counting.
    private static func insert(_ search: Search, in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO search (month, hash, visits) SELECT ?, ?, ?
                WHERE (SELECT count(*) FROM search WHERE month = ?) < \(UsageSchema.wordsOfAMonth)
                """
        ).execute(arguments: [search.month.number, search.hash, search.visits, search.month.number])
    }

    /// Keeps the newest days and months.
    ///
    /// Counted by days that are there and not by a date: a clock set into the future must not empty the counters.
    static func forgetOldest(in db: Database) throws {
        try db.cachedStatement(
            sql: """
                DELETE FROM daily WHERE day < (SELECT min(day) FROM
                (SELECT DISTINCT day FROM daily ORDER BY day DESC LIMIT \(UsageSchema.keptDays)))
                """
        ).execute()
        for table in ["evaluation", "search"] {
            try db.cachedStatement(
                sql: """
                    DELETE FROM \(table) WHERE month < (SELECT min(month) FROM
                    (SELECT DISTINCT month FROM \(table) ORDER BY month DESC LIMIT \(UsageSchema.keptMonths)))
                    """
            ).execute()
        }
        try db.cachedStatement(sql: "DELETE FROM office WHERE organisation NOT IN (SELECT agency FROM evaluation)")
            .execute()
    }

    static func counts(from first: CalendarDay, to last: CalendarDay, in db: Database) throws -> [UsageKey: Int] {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT day, counter, label, hour, count FROM daily WHERE day BETWEEN ? AND ?",
            arguments: [first.number, last.number]
        )
        var counts: [UsageKey: Int] = [:]
        while let row = try rows.next() {
            // A counter of a kiosk that was newer before a downgrade is passed over.
            guard let counter = UsageCounter(rawValue: try row.value(1)) else { continue }
            let hour: Int = try row.value(3)
            let key = UsageKey(
                day: CalendarDay(number: try row.value(0)), hour: hour == wholeDay ? nil : hour, counter: counter,
                label: try row.value(2)
            )
            counts[key] = try row.value(4)
        }
        return counts
    }

    static func evaluations(_ months: ClosedRange<Int>, in db: Database) throws -> [EvaluationKey: Int] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT month, level, agency, item, mark, count, office.name FROM evaluation
                LEFT JOIN office ON office.organisation = evaluation.agency WHERE month BETWEEN ? AND ?
                """,
            arguments: [months.lowerBound, months.upperBound]
        )
        var evaluations: [EvaluationKey: Int] = [:]
        while let row = try rows.next() {
            let level = AdministrativeLevel(rawValue: try row.value(1))
            let (office, name): (String, String?) = (try row.value(2), try row.optional(6))
            let key = EvaluationKey(
                month: UsageMonth(number: try row.value(0)),
                office: RatedOffice(level: level, organisation: name.map { _ in office }, agency: name ?? office),
                item: try row.value(3), mark: try row.value(4)
            )
            evaluations[key] = try row.value(5)
        }
        return evaluations
    }

    static func words(_ months: ClosedRange<Int>, in db: Database) throws -> [UnansweredWords] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT month, words, visits FROM search WHERE month BETWEEN ? AND ? AND words IS NOT NULL
                ORDER BY month, visits DESC, words
                """,
            arguments: [months.lowerBound, months.upperBound]
        ).map { row in
            try UnansweredWords(
                month: UsageMonth(number: row.value(0)), words: row.value(1), visits: row.value(2))
        }
    }
}
