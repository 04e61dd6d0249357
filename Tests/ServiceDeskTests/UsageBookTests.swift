import FoundationEssentials
import KioskTestSupport
import PublicServices
import Synchronization
import Testing

@testable import ServiceDesk

@Suite struct UsageBookTests {
    private let clock = ManualClock()
    private let store = MemoryUsage()
    private let log = RecordedLog()
    private var book: UsageBook { UsageBook(store: store, clock: clock, logger: log.logger) }

    private func count(_ batch: UsageBatch, _ counter: UsageCounter, _ label: String = "") -> Int {
        batch.counts.filter { $0.key.counter == counter && $0.key.label == label }.values.reduce(0, +)
    }

    @Test func `a visit counts once, answered or not, however it ends`() {
        let book = book
        book.note(.visitBegan)
        book.note(.answered)
        book.note(.answered)
        book.note(.visitEnded(.finished))
        book.note(.visitBegan)
        book.note(.visitEnded(.idle))
        let batch = book.take()
        #expect(count(batch, .visitsBegun) == 2)
        #expect(count(batch, .visitsAnswered) == 1)
        #expect(count(batch, .visitsEnded, "finished") == 1)
        #expect(count(batch, .visitsEnded, "idle") == 1)
        #expect(book.take().isEmpty)
    }

    @Test func `a visit that was cut off is made good at the next one`() {
        let book = book
        book.note(.visitEnded(.cutOff))
        book.note(.visitBegan)
        book.note(.visitEnded(.finished))
        let batch = book.take()
        #expect(count(batch, .visitsBegun) == 2)
        #expect(count(batch, .visitsEnded, "cutOff") == 1)
        #expect(count(batch, .visitsAnswered) == 0)
    }

    @Test func `words count once a visit and only when it is over`() throws {
        let book = book
        let words = try #require(ScrubbedWords(typed: "sổ hồng") { _, _ in false })
        book.note(.visitBegan)
        for typed in ["sổ hồng", "SO HONG"] {
            book.note(.foundNothing(try #require(ScrubbedWords(typed: typed) { _, _ in false })))
        }
        #expect(book.take().words.isEmpty)
        book.note(.visitEnded(.finished))
        let month = UsageMonth(VietnamTime.day(of: clock.now))
        #expect(book.take().words == [month: [words: 1]])
    }

    @Test func `what a visit counts is not kept before it is over, so one that is cut off counts once`() async {
        let book = book
        book.note(.visitBegan)
        book.note(.lookedUp(.dossier, .found, took: .milliseconds(10)))
        await book.flush()
        #expect(store.kept.counts.isEmpty)
        // The process dies here; the next one finds the mark of the visit.
        let next = UsageBook(store: store, clock: clock, logger: log.logger)
        next.note(.visitEnded(.cutOff))
        next.note(.visitBegan)
        next.note(.visitEnded(.finished))
        await next.flush()
        #expect(count(store.kept, .visitsBegun) == 2)
        #expect(count(store.kept, .visitsEnded, "cutOff") == 1)
        #expect(count(store.kept, .visitsEnded, "finished") == 1)
    }

    @Test func `a process begins with what the one before knew of the backend, if that is not old`() async {
        for (pause, isBelieved) in [(60, true), (7_200, false)] {
            let store = MemoryUsage()
            let book = UsageBook(store: store, clock: clock, logger: log.logger)
            book.startService()
            book.note(.network(isReachable: false))
            await book.flush()
            clock.advance(by: .seconds(pause))
            let next = UsageBook(store: store, clock: clock, logger: log.logger)
            next.startService()
            clock.advance(by: .seconds(30))
            await next.flush()
            #expect(count(store.kept, .openSeconds) == 30)
            #expect(count(store.kept, .offlineSeconds) == (isBelieved ? 30 : 0))
            #expect(count(store.kept, .unknownSeconds) == (isBelieved ? 0 : 30))
        }
    }

    @Test func `times to an answer fall into classes`() {
        let book = book
        for milliseconds in [10, 50, 51, 240, 8_000, 8_001] {
            book.note(.lookedUp(.dossier, .found, took: .milliseconds(milliseconds)))
        }
        let batch = book.take()
        #expect(count(batch, .lookups, "dossier found") == 6)
        #expect(count(batch, .answerTime, "dossier 0.05") == 2)
        #expect(count(batch, .answerTime, "dossier 0.1") == 1)
        #expect(count(batch, .answerTime, "dossier 0.25") == 1)
        #expect(count(batch, .answerTime, "dossier 8") == 1)
        #expect(count(batch, .answerTime, "dossier +Inf") == 1)
        #expect(count(batch, .answerMilliseconds, "dossier") == 16_352)
    }

    @Test func `a rating counts by month, office and the points of the law`() {
        let question = Survey.Question(
            id: "time", text: [:],
            options: [.init(value: "early", text: [:], points: 2), .init(value: "late", text: [:], points: 0)],
            indicator: .totalTime)
        let overall = Survey.Question(
            id: "overall", text: [:],
            options: [.init(value: "satisfied", text: [:]), .init(value: "dissatisfied", text: [:])])
        let survey = Survey(id: "s", version: 1, questions: [overall, question])
        let office = RatedOffice(level: .commune, agency: "  Ủy ban nhân dân xã Mẫu ")
        let book = book
        book.note(.rated(["overall": "satisfied", "time": "late", "other": "x"], in: survey, of: office))
        let month = UsageMonth(VietnamTime.day(of: clock.now))
        #expect(
            book.take().evaluations == [
                EvaluationKey(month: month, office: office, item: "ratings"): 1,
                EvaluationKey(month: month, office: office, item: "overall", mark: "satisfied"): 1,
                EvaluationKey(month: month, office: office, item: "1", mark: "0"): 1,
            ])
        #expect(office.agency == "Ủy ban nhân dân xã Mẫu")
    }

    @Test func `a day is a day in Việt Nam, whatever the machine's zone`() {
        // 31 December 2026, 16:59:59 and 17:00:00 UTC: midnight lies between them.
        clock.set(Date(timeIntervalSince1970: 1_798_736_399))
        let book = book
        book.note(.slip(isPrinted: true))
        clock.advance(by: .seconds(1))
        book.note(.slip(isPrinted: true))
        #expect(Set(book.take().counts.keys.map(\.day.description)) == ["2026-12-31", "2027-01-01"])
    }

    @Test func `what cannot be kept is logged, stays and is kept later`() async {
        let book = book
        store.fails(true)
        book.note(.slip(isPrinted: true))
        await book.flush()
        #expect(store.kept.isEmpty)
        #expect(log.lines.filter { $0.contains("counters not kept") }.count == 1)
        store.fails(false)
        book.note(.slip(isPrinted: true))
        await book.flush()
        #expect(count(store.kept, .slips, "printed") == 2)
        await book.flush()
        #expect(count(store.kept, .slips, "printed") == 2)
    }

    @Test func `memory stays bounded while nothing can be kept`() async {
        let book = book
        store.fails(true)
        for day in 0..<6_000 {
            clock.set(Date(timeIntervalSince1970: Double(day) * 86_400))
            book.note(.slip(isPrinted: true))
            if day % 500 == 0 { await book.flush() }
        }
        await book.flush()
        #expect(book.take().counts.count <= 5_000)
    }
}

@Suite struct NetworkTimeTests {
    private let hour = NetworkTime.Hour(day: 20_000, hour: 9)

    @Test func `time counts from the start, and as away from the first failure on`() {
        var time = NetworkTime()
        time.start(at: .seconds(10))
        time.note(isReachable: true, at: .seconds(70), hour)
        time.charge(to: .seconds(130), hour)
        time.note(isReachable: false, at: .seconds(190), hour)
        time.charge(to: .seconds(250), hour)
        let taken = time.take()
        #expect(taken.open == [hour: 240])
        #expect(taken.offline == [hour: 60])
    }

    @Test func `before anything is known time is unknown, or counts as the first fact says`() {
        for isReachable in [true, false] {
            var time = NetworkTime()
            time.start(at: .zero)
            time.charge(to: .seconds(60), hour)
            let first = time.take()
            #expect(first.open == [hour: 60] && first.unknown == [hour: 60])
            time.note(isReachable: isReachable, at: .seconds(90), hour)
            let taken = time.take()
            #expect(taken.open == [hour: 30] && taken.unknown == [:])
            #expect(taken.offline == (isReachable ? [:] : [hour: 30]))
        }
    }

    @Test func `a machine that slept was not in service, and one that never started counts nothing`() {
        var time = NetworkTime()
        time.note(isReachable: false, at: .seconds(50), hour)
        #expect(time.take().open.isEmpty)
        time.start(at: .seconds(50))
        time.charge(to: .seconds(50 + 7_200), hour)
        #expect(time.take().open.isEmpty)
        time.charge(to: .seconds(50 + 7_230), hour)
        #expect(time.take().open == [hour: 30])
    }

    @Test func `parts of a second are not lost`() {
        var time = NetworkTime()
        time.start(at: .zero)
        var seconds = 0
        for step in 1...100 {
            time.charge(to: .milliseconds(700 * step), hour)
            seconds += time.take().open[hour] ?? 0
        }
        #expect(seconds == 70)
    }
}
