import BackendClient
import FoundationEssentials
import Glibc
import Logging
import OfflineStore
import PracticeBackend
import PublicServices
import ServiceDesk
import Synchronization

/// The server all children talk to, and what they said they had kept.
///
/// Each rating carries a mark in its comment, so that a rating given once and kept twice shows, whatever its ids.
final class KillWorld: Sendable {
    let url: String
    let directory: String
    private let backend: PracticeBackend
    private let client: KioskAPIBackend
    private let acknowledged = Mutex<Set<String>>([])
    private let logger = Logger(label: "kills") { _ in SwiftLogNoOpLogHandler() }

    private init(_ backend: PracticeBackend, port: Int, directory: String) throws {
        self.backend = backend
        self.directory = directory
        url = "http://127.0.0.1:\(port)"
        client = try KioskAPIBackend(
            BackendSettings(address: try BackendAddress(url), kioskID: "kills"), logger: logger
        )
    }

    static func with(_ plan: KillPlan, _ work: @Sendable (KillWorld) async throws -> Bool) async throws -> Bool {
        let directory = "\(plan.directory)/kills-\(getpid())"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let procedures = ["1.000001", "1.000002"].compactMap(ProcedureCode.init).map { code in
            Procedure(code: code, name: "Thủ tục thử \(code.text)")
        }
        var configuration = PracticeConfiguration(catalogue: .procedures(procedures))
        configuration.databasePath = directory + "/server.sqlite"
        return try await withPracticeBackend(configuration) { backend, port in
            let world = try KillWorld(backend, port: port, directory: directory)
            let isGood = try await work(world)
            await world.client.shutdown()
            return isGood
        }
    }

    /// Whether the server takes a record and says nothing about it the first time.
    func dropFirstReplies(_ drops: Bool) {
        backend.faults.set(drops ? [Fault(.dropFirstReply)] : [])
    }

    func acknowledge(_ mark: String) { acknowledged.withLock { _ = $0.insert(mark) } }

    /// Gives a rating in this process, as an earlier visit without a network would have.
    func give(_ mark: String, in state: String) async throws {
        let payload = """
            {"answers":{"overall":"satisfied"},"comment":"\(mark)","day":"2026-11-23","kiosk":"kills",\
            "survey":"hai-long","surveyVersion":1}
            """
        let store = open(state)
        _ = try await store.outbox.enqueue(.rating, payload: Array(payload.utf8), at: Date())
        store.close()
        acknowledge(mark)
    }

    /// Opens what a killed child left and sends everything; returns what was wrong.
    func recover(_ state: String) async -> String? {
        let store = open(state)
        defer { store.close() }
        do {
            let start = ContinuousClock.now
            _ = try await store.outbox.counts()
            guard ContinuousClock.now - start < .seconds(2) else { return "opened after more than 2 s" }
            let delivery = OutboxDelivery(
                outbox: store.outbox, backend: client, clock: SystemClock(), logger: logger
            )
            for _ in 0..<20 {
                try await store.outbox.retry(nil, at: .distantPast)
                await delivery.deliverDue()
                let counts = try await store.outbox.counts()
                if counts.waiting + counts.parked == 0 {
                    let rebuilt = store.takeNotices().first { $0.kind == .outboxRebuilt }
                    return rebuilt.map { "rebuilt: \($0.detail)" }
                }
            }
            return
                "records stay: \(try await store.outbox.records(in: nil).map { "\($0.state) \($0.lastError ?? "")" })"
        } catch {
            return "\(error)"
        }
    }

    /// Compares what was acknowledged with what the server has, and says so.
    func verdict(_ troubles: [String]) async throws -> Bool {
        let marks = try await backend.records().map { Self.mark(in: $0.payload) }
        let kept = Set(marks)
        let given = acknowledged.withLock { $0 }
        let lost = given.subtracting(kept)
        print("acknowledged          \(given.count)")
        print("on the server         \(marks.count)")
        print("acknowledged and lost \(lost.count) \(lost.sorted().prefix(5))")
        print("on the server twice   \(marks.count - kept.count)")
        print("other troubles        \(troubles.count)")
        for trouble in troubles.prefix(10) { print("  \(trouble)") }
        return lost.isEmpty && marks.count == kept.count && troubles.isEmpty
    }

    private func open(_ state: String) -> KioskStore {
        KioskStore.open(directory: state, options: StoreOptions(logger: logger))
    }

    /// The mark stands between `comment":"` and the next quote.
    private static func mark(in payload: [UInt8]) -> String {
        let text = String(decoding: payload, as: UTF8.self)
        guard let start = text.firstRange(of: "\"comment\":\"")?.upperBound else { return "no mark" }
        return String(text[start...].prefix { $0 != "\"" })
    }
}

extension KillWorld {
    /// The arguments of a child that gives a rating.
    func rating(in state: String) -> [String] {
        ["rate", "--answer", "overall=satisfied", "--comment", "--json"] + options(state)
    }

    func sync(in state: String) -> [String] { ["sync"] + options(state) }

    /// Whether a child said that its rating is kept: a whole line, as a script would read it.
    static func isAcknowledged(_ output: String) -> Bool {
        output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().contains { $0.contains("\"state\"") }
    }

    private func options(_ state: String) -> [String] {
        let own = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        return ["--state-directory", state, "--config-directory", "/\(own)/kiosk-config", "--backend-url", url]
    }
}
