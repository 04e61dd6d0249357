import FoundationEssentials
import KioskTestSupport
import OfflineStore
import PublicServices
import ServiceDesk

/// The server takes every rating and loses its first reply; then there is no network for 30 days, and the server has
/// long forgotten its idempotency keys when the kiosk is back.
enum LostReplies {
    private static let count = 10_000

    static func run(_ directory: String) async throws -> Bool {
        let clock = ManualClock()
        let server = ForgetfulServer(clock: clock)
        let store = OutboxBenchmark.store(directory + "/state")
        for number in 0..<count {
            _ = try await store.outbox.enqueue(.rating, payload: OutboxBenchmark.payload(number), at: clock.now)
        }
        try await settle(store, server, clock, rounds: 10_000) { await $0.rows >= count }
        await server.cut(true)
        for _ in 0..<30 {
            await delivery(store, server, clock).deliverDue()
            clock.advance(by: .seconds(86_400))
        }
        await server.cut(false)
        try await settle(store, server, clock, rounds: 10_000) { _ in
            ((try? await store.outbox.counts().waiting) ?? 1) == 0
        }
        let counts = try await store.outbox.counts()
        store.close()
        let rows = await server.rows
        return OutboxBenchmark.verdict(
            "lost replies", "\(rows) rows of \(count) ratings, \(counts.waiting + counts.parked) still here",
            bar: "\(count) rows", isMet: rows == count && counts.waiting + counts.parked == 0
        )
    }

    /// One process after the other, each as ignorant as after a restart.
    private static func settle(
        _ store: KioskStore, _ server: ForgetfulServer, _ clock: ManualClock, rounds: Int,
        until isDone: (ForgetfulServer) async -> Bool
    ) async throws {
        var process = delivery(store, server, clock)
        for round in 0..<rounds where await !isDone(server) {
            if round % 100 == 99 { process = delivery(store, server, clock) }
            await process.deliverDue()
            clock.advance(by: .seconds(20))
        }
    }

    private static func delivery(
        _ store: KioskStore, _ server: ForgetfulServer, _ clock: ManualClock
    ) -> OutboxDelivery {
        // Each lost reply ends a round; with more at once there are fewer rounds, and the same happens to each record.
        var policy = DeliveryPolicy()
        policy.inFlight = 64
        return OutboxDelivery(
            outbox: store.outbox, backend: server, policy: policy, clock: clock, logger: OutboxBenchmark.quiet
        )
    }
}

/// A server that knows a repeated request by its key for one hour only; later the same record is a second row.
actor ForgetfulServer: ProvincialBackend {
    nonisolated let capabilities = BackendCapabilities()
    private(set) var rows = 0
    private let clock: ManualClock
    private var kept: [RecordID: (receipt: DeliveryReceipt, keyUntil: Date)] = [:]
    private var isCut = false

    init(clock: ManualClock) { self.clock = clock }

    func cut(_ isCut: Bool) { self.isCut = isCut }

    func submit(_ record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt {
        try await reach()
        if let known = kept[record.id], clock.now < known.keyUntil { return known.receipt }
        rows += 1
        let isFirst = kept[record.id] == nil
        let receipt = DeliveryReceipt(id: record.id, digest: record.digest, number: "R\(rows)")
        kept[record.id] = (receipt, clock.now.addingTimeInterval(3_600))
        if isFirst { throw BackendError(.timedOut) }
        return receipt
    }

    func receipt(for record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt? {
        try await reach()
        return kept[record.id]?.receipt
    }

    func reach() async throws(BackendError) {
        if isCut { throw BackendError(.cannotConnect) }
    }

    func catalogue(held: CatalogueVersion?) async throws(BackendError) -> CatalogueUpdate { .unchanged }

    func dossier(_ code: DossierCode, secondFactor: SecondFactor?) async throws(BackendError) -> DossierStatus? { nil }

    func payment(_ reference: PaymentReference) async throws(BackendError) -> Payment? { nil }

    func notices() async throws(BackendError) -> [Notice] { [] }
}
