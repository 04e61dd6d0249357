import FoundationEssentials
import Glibc
import Logging
import OfflineStore

/// Measures what keeping and delivering costs, each against its bar.
///
///     Outbox                     all three
///     Outbox enqueue             a durable rating against a bare append and fsync of the same bytes
///     Outbox drain               10,000 queued ratings to the practice backend, four requests in flight
///     Outbox lost-replies        10,000 ratings whose first reply is lost, then 30 days without a network
///
/// A folder as the last argument is used in place of /tmp: the disk that a kiosk would write to.
/// Ends with 1 when a bar is missed.
@main
struct OutboxBenchmark {
    static let quiet = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }

    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        let parent = arguments.first { $0.hasPrefix("/") } ?? "/tmp"
        let wanted = arguments.filter { !$0.hasPrefix("/") }
        let parts: [(String, (String) async throws -> Bool)] = [
            ("enqueue", EnqueueBenchmark.run), ("drain", DrainBenchmark.run), ("lost-replies", LostReplies.run),
        ]
        var isGood = true
        for (name, run) in parts where wanted.isEmpty || wanted.contains(name) {
            let directory = "\(parent)/outbox-benchmark-\(getpid())-\(name)"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: directory) }
            isGood = try await run(directory) && isGood
        }
        exit(isGood ? 0 : 1)
    }

    static func store(_ directory: String) -> KioskStore {
        KioskStore.open(directory: directory, options: StoreOptions(logger: quiet))
    }

    /// A rating as a kiosk sends it.
    static func payload(_ number: Int) -> [UInt8] {
        Array(
            """
            {"answers":{"attitude":"good","bodies":"one","contacts":"once","overall":"satisfied","time":"onTime"},\
            "comment":"Cán bộ hướng dẫn rõ ràng, lần thứ \(number).","day":"2026-11-23","kiosk":"mau-01",\
            "procedureCode":"1.001193","survey":"hai-long","surveyVersion":1}
            """.utf8
        )
    }

    static func verdict(_ name: String, _ value: String, bar: String, isMet: Bool) -> Bool {
        print("\(name): \(value) (bar \(bar)): \(isMet ? "met" : "MISSED")")
        fflush(nil)
        return isMet
    }
}
