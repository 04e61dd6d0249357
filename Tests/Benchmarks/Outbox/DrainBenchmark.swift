import BackendClient
import FoundationEssentials
import OfflineStore
import PracticeBackend
import PublicServices
import ServiceDesk

/// 10,000 queued ratings over HTTP to the practice backend, by a process that asks for each by its id first.
enum DrainBenchmark {
    private static let count = 10_000
    private static let bar = 300.0

    static func run(_ directory: String) async throws -> Bool {
        let store = OutboxBenchmark.store(directory + "/state")
        for number in 0..<count {
            _ = try await store.outbox.enqueue(.rating, payload: OutboxBenchmark.payload(number), at: Date())
        }
        var configuration = PracticeConfiguration(catalogue: .procedures([]))
        configuration.databasePath = directory + "/server.sqlite"
        let (seconds, rows, most) = try await withPracticeBackend(configuration) { backend, port in
            let settings = BackendSettings(address: try BackendAddress("http://127.0.0.1:\(port)"), kioskID: "bench")
            let client = try KioskAPIBackend(settings, logger: OutboxBenchmark.quiet)
            let counted = CountedBackend(client)
            let delivery = OutboxDelivery(
                outbox: store.outbox, backend: counted, clock: SystemClock(), logger: OutboxBenchmark.quiet
            )
            let start = ContinuousClock.now
            while try await store.outbox.counts().waiting > 0 { await delivery.deliverDue() }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            await client.shutdown()
            return (seconds, try await backend.records().count, await counted.most)
        }
        store.close()
        let rate = Double(count) / seconds
        let isFast = OutboxBenchmark.verdict(
            "drain", "\(Int(rate)) a second, \(rows) rows", bar: "\(Int(bar)) a second, \(count) rows",
            isMet: rate >= bar && rows == count
        )
        let isMannerly = OutboxBenchmark.verdict("requests in flight", "\(most)", bar: "4", isMet: most <= 4)
        return isFast && isMannerly
    }
}

/// Counts the requests about records that are under way at once.
actor CountedBackend: ProvincialBackend {
    nonisolated let capabilities = BackendCapabilities()
    private let backend: KioskAPIBackend
    private var now = 0
    private(set) var most = 0

    init(_ backend: KioskAPIBackend) { self.backend = backend }

    func submit(_ record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt {
        begin()
        defer { now -= 1 }
        return try await backend.submit(record)
    }

    func receipt(for record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt? {
        begin()
        defer { now -= 1 }
        return try await backend.receipt(for: record)
    }

    func reach() async throws(BackendError) { try await backend.reach() }

    func catalogue(held: CatalogueVersion?) async throws(BackendError) -> CatalogueUpdate { .unchanged }

    func dossier(_ code: DossierCode, secondFactor: SecondFactor?) async throws(BackendError) -> DossierStatus? { nil }

    func payment(_ reference: PaymentReference) async throws(BackendError) -> Payment? { nil }

    func notices() async throws(BackendError) -> [Notice] { [] }

    private func begin() {
        now += 1
        most = max(most, now)
    }
}
