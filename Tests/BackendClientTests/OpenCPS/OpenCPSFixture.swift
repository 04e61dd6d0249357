import BackendFaults
import FoundationEssentials
import Logging
import PublicServices
import ServiceDesk
import Synchronization

@testable import BackendClient

/// Runs `body` against a site and closes both afterwards.
func withSite<Result>(
    _ habits: OpenCPSServer.Habits = OpenCPSServer.Habits(),
    change: (inout OpenCPSSettings) -> Void = { _ in },
    deadline: (inout BackendSettings.Deadlines) -> Void = { _ in },
    noteDate: @escaping @Sendable (Date) -> Void = { _ in },
    logger: Logger = silent,
    _ body: (OpenCPSBackend, OpenCPSServer) async throws -> Result
) async throws -> Result {
    let server = try OpenCPSServer(habits)
    defer { server.stop() }
    var connection = BackendSettings(address: try BackendAddress(server.address), kioskID: "k-01")
    connection.deadlines.answer = .seconds(60)
    connection.deadlines.silence = .seconds(60)
    deadline(&connection.deadlines)
    var site = OpenCPSSettings(groupID: OpenCPSServer.groupID)
    site.votingAgency = "UBNDX01"
    change(&site)
    let backend = try OpenCPSBackend(
        connection, site: site, survey: OpenCPSSample.survey, logger: logger, now: { fixedNow }, noteDate: noteDate)
    do {
        let result = try await body(backend, server)
        await backend.shutdown()
        return result
    } catch {
        await backend.shutdown()
        throw error
    }
}

enum OpenCPSSample {
    static func code(_ text: String = "UBX01.240612.00118") throws -> DossierCode {
        guard let code = DossierCode(stored: text) else { throw Sample.Missing() }
        return code
    }

    static let secret = SecondFactor.printedSecret("4711")

    static let survey = Survey(
        id: "hai-long", version: 1,
        questions: [
            Survey.Question(
                id: "overall", text: ["vi": "Nhìn chung, ông/bà có hài lòng không?"],
                options: [
                    Survey.Option(value: "verySatisfied", text: ["vi": "Rất hài lòng"]),
                    Survey.Option(value: "satisfied", text: ["vi": "Hài lòng"]),
                    Survey.Option(value: "dissatisfied", text: ["vi": "Chưa hài lòng"]),
                ], isRequired: true),
            Survey.Question(
                id: "time", text: ["vi": "Kết quả có đúng hẹn không?"],
                options: [
                    Survey.Option(value: "onTime", text: ["vi": "Đúng hẹn"]),
                    Survey.Option(value: "late", text: ["vi": "Trễ hẹn"]),
                ]),
        ])

    static func rating(_ answers: [String: String], comment: String? = nil) throws -> OutboxRecord {
        var rating = SatisfactionRating(
            survey: survey, answers: answers, day: try CalendarDay.found(2026, 11, 23), kiosk: "k-01")
        rating.comment = comment
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let payload = Array(try encoder.encode(rating))
        let id = RecordID(at: fixedNow)
        return OutboxRecord(
            id: id, kind: .rating, payload: payload, digest: Sample.digest(payload), createdAt: fixedNow)
    }
}

extension CalendarDay {
    static func found(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDay {
        guard let day = CalendarDay(year: year, month: month, day: day) else { throw Sample.Missing() }
        return day
    }
}

/// Keeps every log line.
struct KeptLog: LogHandler {
    final class Lines: Sendable {
        private let kept = Mutex<[String]>([])
        var all: String { kept.withLock { $0.joined(separator: "\n") } }
        func add(_ line: String) { kept.withLock { $0.append(line) } }
    }

    let lines: Lines
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.add("\(event.level) \(event.message) \(event.metadata ?? [:])") }
}
