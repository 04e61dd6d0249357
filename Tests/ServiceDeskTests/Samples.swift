import FoundationEssentials
import KioskTestSupport
import Logging
import PublicServices
import ServiceDesk

/// Values and wirings the tests of this target share.
enum Sample {
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func code(_ text: String) throws -> DossierCode {
        try found(DossierCode(stored: text))
    }

    static func reference(_ text: String) throws -> PaymentReference {
        try found(PaymentReference(typed: text))
    }

    static func procedure(_ code: String, _ name: String) throws -> Procedure {
        var procedure = Procedure(code: try found(ProcedureCode(code)), name: name, levels: [.commune])
        procedure.field = "Hộ tịch"
        procedure.agency = "Ủy ban nhân dân xã"
        return procedure
    }

    static func rating() throws -> SatisfactionRating {
        let day = try found(CalendarDay(year: 2026, month: 11, day: 23))
        let survey = Survey(id: "s", version: 1, questions: [])
        return SatisfactionRating(survey: survey, answers: ["overall": "satisfied"], day: day, kiosk: "k1")
    }

    struct Missing: Error {}

    static func found<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Missing() }
        return value
    }
}

/// An outbox, a backend and the delivery between them, on a clock that the test moves.
struct DeliveryRig {
    let clock = ManualClock()
    let backend: ScriptedBackend
    let outbox: MemoryOutbox
    /// Outlives the processes.
    let marks = MemoryUsage()
    let delivery: OutboxDelivery
    let policy: DeliveryPolicy

    init(
        capacity: Int = 20_000,
        chance: Double = 0.999,
        policy: DeliveryPolicy = DeliveryPolicy(),
        capabilities: BackendCapabilities = BackendCapabilities()
    ) {
        self.policy = policy
        backend = ScriptedBackend(capabilities: capabilities)
        outbox = MemoryOutbox(capacity: capacity)
        delivery = Self.delivery(outbox, backend, policy, clock, marks, chance)
    }

    /// The same outbox and backend in a new process.
    var restarted: OutboxDelivery { Self.delivery(outbox, backend, policy, clock, marks, 0.999) }

    var desk: GivingDesk { GivingDesk(outbox: outbox, delivery: delivery, clock: clock) }

    @discardableResult
    func give(_ count: Int = 1) async throws -> [OutboxRecord] {
        var given: [OutboxRecord] = []
        for number in 0..<count {
            given.append(try await outbox.enqueue(.rating, payload: Array("\(number)".utf8), at: clock.now))
        }
        return given
    }

    func state(of record: OutboxRecord) async throws -> OutboxRecord {
        try Sample.found(await outbox.record(record.id))
    }

    /// Rounds of the loop without its sleeping, until nothing waits; each after `seconds`.
    func drain(by delivery: OutboxDelivery, every seconds: Int = 20, rounds: Int = 200) async throws {
        for _ in 0..<rounds {
            await delivery.deliverDue()
            if try await outbox.counts().waiting == 0 { return }
            clock.advance(by: .seconds(seconds))
        }
    }

    private static func delivery(
        _ outbox: MemoryOutbox,
        _ backend: ScriptedBackend,
        _ policy: DeliveryPolicy,
        _ clock: ManualClock,
        _ marks: MemoryUsage,
        _ chance: Double
    ) -> OutboxDelivery {
        OutboxDelivery(
            outbox: outbox, backend: backend, policy: policy, clock: clock, marks: marks, chance: { chance },
            logger: Sample.logger
        )
    }
}
