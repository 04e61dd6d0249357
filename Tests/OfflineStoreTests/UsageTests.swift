import FoundationEssentials
import GRDB
import PublicServices
import ServiceDesk
import Testing

@testable import OfflineStore

@Suite struct UsageTests {
    private let fixture = StoreFixture()
    private let day = CalendarDay(number: 20_780)

    private func batch(_ counts: [(UsageCounter, String, Int)], on day: CalendarDay? = nil) -> UsageBatch {
        var batch = UsageBatch()
        for (counter, label, count) in counts {
            batch.counts[UsageKey(day: day ?? self.day, counter: counter, label: label)] = count
        }
        return batch
    }

    private func words(_ typed: String, visits: Int = 1) throws -> UsageBatch {
        var batch = UsageBatch()
        batch.words[UsageMonth(day)] = [try #require(ScrubbedWords(typed: typed) { _, _ in false }): visits]
        return batch
    }

    @Test func `nothing is opened before something is counted, and a restart finds what was`() async throws {
        let store = fixture.open()
        _ = try await store.catalogue.header()
        #expect(!fixture.names.contains(UsageFile.name))
        try await store.usage.add(batch([(.visitsBegun, "", 2), (.visitsEnded, "idle", 1)]))
        try await store.usage.add(batch([(.visitsBegun, "", 3)]))
        store.close()
        let again = fixture.open()
        let record = try await again.usage.record(from: day, to: day)
        #expect(record.counts[UsageKey(day: day, counter: .visitsBegun)] == 5)
        #expect(record.counts[UsageKey(day: day, counter: .visitsEnded, label: "idle")] == 1)
        #expect(try await again.usage.record(from: day.adding(days: 1), to: day.adding(days: 9)).counts.isEmpty)
        #expect(try await again.usage.totals().contains(UsageTotal(counter: .visitsBegun, label: "", count: 5)))
        again.close()
    }

    @Test func `words can be read from the third visit of a month on, and no sooner anywhere on the disk`() async throws
    {
        let store = fixture.open()
        let secret = "hỗ trợ hạn mặn"
        for visit in 1...3 {
            try await store.usage.add(try words(secret))
            store.close()
            let isReadable = fixture.names.contains { name in
                String(decoding: fixture.bytes(name), as: UTF8.self).contains("hạn mặn")
            }
            #expect(isReadable == (visit == 3), "after visit \(visit)")
        }
        try await store.usage.add(try words("ho tro han man"))
        try await store.usage.add(try words("chỉ một lượt"))
        let record = try await store.usage.record(from: day, to: day)
        #expect(record.words == [UnansweredWords(month: UsageMonth(day), words: secret, visits: 4)])
        // Another month begins anew.
        var next = UsageBatch()
        next.words[UsageMonth(day.adding(days: 40))] = [try #require(ScrubbedWords(typed: secret) { _, _ in false }): 2]
        try await store.usage.add(next)
        #expect(try await store.usage.record(from: day, to: day.adding(days: 40)).words.count == 1)
        store.close()
    }

    @Test func `a kiosk keeps 400 days, and a clock in the wrong century costs none of them`() async throws {
        let store = fixture.open()
        for offset in 0..<UsageSchema.keptDays + 20 {
            try await store.usage.add(batch([(.visitsBegun, "", 1)], on: day.adding(days: offset)))
        }
        let last = day.adding(days: UsageSchema.keptDays + 19)
        let all = CalendarDay(number: 0)
        #expect(try await store.usage.record(from: all, to: last).counts.count == UsageSchema.keptDays)
        try await store.usage.add(batch([(.visitsBegun, "", 1)], on: CalendarDay(number: 60_000)))
        #expect(try await store.usage.record(from: all, to: last).counts.count == UsageSchema.keptDays - 1)
        let totals = try await store.usage.totals()
        #expect(totals == [UsageTotal(counter: .visitsBegun, label: "", count: UsageSchema.keptDays + 21)])
        store.close()
    }

    @Test func `ratings and words of a month have their bounds`() async throws {
        let store = fixture.open()
        var batch = UsageBatch()
        for number in 0..<UsageSchema.evaluationsOfAMonth + 50 {
            let office = RatedOffice(level: .commune, agency: "Xã mẫu \(number)")
            batch.evaluations[EvaluationKey(month: UsageMonth(day), office: office, item: "ratings")] = 1
        }
        try await store.usage.add(batch)
        let record = try await store.usage.record(from: day, to: day)
        #expect(record.evaluations.count == UsageSchema.evaluationsOfAMonth)
        // What is there goes on counting.
        let known = try #require(record.evaluations.keys.first)
        var more = UsageBatch()
        more.evaluations[known] = 2
        try await store.usage.add(more)
        #expect(try await store.usage.record(from: day, to: day).evaluations[known] == 3)
        store.close()
    }

    @Test func `an office is kept by its organisation, with the newest name, beside offices known by name`()
        async throws
    {
        let store = fixture.open()
        let month = UsageMonth(day)
        for name in ["Sở mẫu", "Sở Mẫu (đổi tên)"] {
            var batch = UsageBatch()
            let office = RatedOffice(level: .province, organisation: "H43.12", agency: name)
            batch.evaluations[EvaluationKey(month: month, office: office, item: "ratings")] = 1
            batch.evaluations[EvaluationKey(month: month, office: RatedOffice(agency: "Sở mẫu"), item: "ratings")] = 1
            try await store.usage.add(batch)
        }
        let kept = try await store.usage.record(from: day, to: day).evaluations
        #expect(kept.count == 2)
        let renamed = RatedOffice(level: .province, organisation: "H43.12", agency: "Sở Mẫu (đổi tên)")
        #expect(kept[EvaluationKey(month: month, office: renamed, item: "ratings")] == 2)
        #expect(kept[EvaluationKey(month: month, office: RatedOffice(agency: "Sở mẫu"), item: "ratings")] == 2)
        store.close()
    }

    @Test func `counters of the first form are read on`() async throws {
        let store = fixture.open()
        try await store.usage.add(batch([(.visitsBegun, "", 1)]))
        store.close()
        let queue = try DatabaseQueue(path: fixture.path + "/" + UsageFile.name)
        try await queue.write { [day] db in
            try db.execute(sql: "DROP TABLE office; DELETE FROM grdb_migrations WHERE identifier = '2 offices'")
            try db.execute(sql: "PRAGMA user_version = 1")
            try db.execute(
                sql: "INSERT INTO evaluation VALUES (?, 'commune', 'Xã mẫu', 'ratings', '', 4)",
                arguments: [UsageMonth(day).number])
        }
        try await queue.write { [day] db in
            try db.execute(
                sql: "INSERT INTO search VALUES (?, x'00', 5, 'giấy của bùi anh tuấn')",
                arguments: [UsageMonth(day).number])
        }
        try queue.close()
        let again = fixture.open()
        let record = try await again.usage.record(from: day, to: day)
        let office = RatedOffice(level: .commune, agency: "Xã mẫu")
        #expect(record.evaluations == [EvaluationKey(month: UsageMonth(day), office: office, item: "ratings"): 4])
        #expect(record.counts.values.reduce(0, +) == 1)
        // Kept before names were looked for as they are today.
        #expect(record.words.isEmpty)
        #expect(again.takeNotices().isEmpty)
        again.close()
    }

    @Test func `damaged counters begin anew, and nothing else suffers`() async throws {
        let store = fixture.open()
        try await store.usage.add(batch([(.visitsBegun, "", 7)]))
        _ = try await store.outbox.enqueue(.rating, payload: Samples.payload(1), at: Samples.noon)
        store.close()
        try fixture.put([UInt8](repeating: 0x5A, count: 8_192), UsageFile.name)
        let again = fixture.open()
        try await again.usage.add(batch([(.visitsBegun, "", 1)]))
        #expect(try await again.usage.totals() == [UsageTotal(counter: .visitsBegun, label: "", count: 1)])
        #expect(again.takeNotices().map(\.kind) == [.countersRestarted])
        #expect(try await again.outbox.counts().waiting == 1)
        #expect(fixture.names.contains { $0.hasPrefix("usage-damaged") })
        again.close()
    }

    @Test func `two processes count into one file`() async throws {
        let (one, other) = (fixture.open(), fixture.open())
        for _ in 0..<20 {
            try await one.usage.add(batch([(.visitsBegun, "", 1)]))
            try await other.usage.add(batch([(.visitsBegun, "", 1)]))
        }
        #expect(try await one.usage.totals().first?.count == 40)
        one.close()
        other.close()
    }

    @Test func `when somebody was here is kept to the hour only`() async throws {
        let store = fixture.open()
        #expect(try await store.usage.lastTime(of: .visit) == nil)
        let instant = Date(timeIntervalSince1970: 1_795_435_199)
        try await store.usage.note(.visit, at: instant)
        try await store.usage.note(.heartbeat, at: instant)
        #expect(try await store.usage.lastTime(of: .visit) == Date(timeIntervalSince1970: 1_795_431_600))
        #expect(try await store.usage.lastTime(of: .heartbeat) == instant)
        store.close()
    }

    @Test func `the age of the oldest record waiting is that of the first not sent`() async throws {
        let store = fixture.open()
        #expect(try await store.outbox.oldestUnsent() == nil)
        let first = try await store.outbox.enqueue(.rating, payload: Samples.payload(1), at: Samples.noon)
        _ = try await store.outbox.enqueue(
            .rating, payload: Samples.payload(2), at: Samples.noon.addingTimeInterval(60))
        #expect(try await store.outbox.oldestUnsent() == Samples.noon)
        let receipt = DeliveryReceipt(id: first.id, digest: first.digest, number: "R1")
        try await store.outbox.markSent(first.id, receipt: receipt)
        #expect(try await store.outbox.oldestUnsent() == Samples.noon.addingTimeInterval(60))
        store.close()
    }
}
