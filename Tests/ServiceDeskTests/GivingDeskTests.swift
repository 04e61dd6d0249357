import FoundationEssentials
import KioskTestSupport
import PublicServices
import ServiceDesk
import Testing

struct GivingDeskTests {
    @Test func `a gift is kept before it is sent, and sent with the backend's number`() async throws {
        let rig = DeliveryRig()
        let given = try await rig.desk.give(Sample.rating())
        #expect(given.state == .sent(receiptNumber: "R1"))
        let record = try await Sample.found(rig.outbox.record(given.id))
        #expect(record.kind == .rating && record.state == .sent)
        #expect(await rig.backend.log.map(\.question) == [.submit])
    }

    @Test func `what cannot be kept is not sent`() async throws {
        let rig = DeliveryRig()
        await rig.outbox.set(StoreError(.full), for: .enqueue)
        await #expect(throws: StoreError(.full)) { try await rig.desk.give(Sample.rating()) }
        #expect(await rig.backend.log.isEmpty)
    }

    @Test func `a full outbox says so before the first question`() async throws {
        let rig = DeliveryRig(capacity: 1)
        #expect(await rig.desk.hasRoom())
        try await rig.give()
        #expect(await !rig.desk.hasRoom())
        await rig.outbox.set(StoreError(.damaged), for: .read)
        #expect(await !rig.desk.hasRoom())
    }

    @Test(arguments: [ScriptedBackend.Conduct.hang, .hangDeaf])
    func `the confirmation waits 3 s, and the attempt goes on and is kept track of`(
        conduct: ScriptedBackend.Conduct
    ) async throws {
        let rig = DeliveryRig()
        await rig.backend.set(conduct, for: .submit)
        let desk = rig.desk
        async let given = desk.give(Sample.rating())
        await rig.backend.until(.submit, asked: 1)
        await rig.clock.untilSleepers(2)
        rig.clock.advance(by: .seconds(3))
        let shown = try await given
        #expect(shown.state == .kept)
        #expect(try await Sample.found(rig.outbox.record(shown.id)).attempts == 0)
        // The request's own limit ends it; it may have arrived, so it counts.
        await rig.clock.untilSleeper(for: .seconds(7))
        rig.clock.advance(by: .seconds(7))
        while try await Sample.found(rig.outbox.record(shown.id)).attempts == 0 { await Task.yield() }
        await rig.backend.release()
        await rig.backend.set(.answer)
        try await rig.drain(by: rig.delivery)
        #expect(await Set(rig.backend.rows) == [shown.id])
        #expect(await rig.outbox.sentCount == 1)
    }

    @Test func `a reply that comes after the confirmation page still counts as sent`() async throws {
        let rig = DeliveryRig()
        await rig.backend.set(.hangDeaf, for: .submit)
        let desk = rig.desk
        async let given = desk.give(Sample.rating())
        await rig.backend.until(.submit, asked: 1)
        await rig.clock.untilSleepers(2)
        rig.clock.advance(by: .seconds(3))
        let shown = try await given
        #expect(shown.state == .kept)
        await rig.backend.release()
        while try await Sample.found(rig.outbox.record(shown.id)).state != .sent { await Task.yield() }
        #expect(await rig.backend.rows == [shown.id])
    }

    @Test func `a kind the backend does not offer is for the operator and holds up nothing`() async throws {
        let rig = DeliveryRig()
        await rig.backend.next(.fail(BackendError(.notOffered)), for: .submit)
        let code = try Sample.code("H43.12-240823-0001")
        let reminder = Reminder(dossierCode: code, day: CalendarDay(number: 20_000), kiosk: "k")
        #expect(try await rig.desk.give(reminder).state == .needsOperator)
        #expect(try await rig.desk.give(Sample.rating()).state == .sent(receiptNumber: "R1"))
    }

    @Test func `the same gift is the same bytes`() async throws {
        let rig = DeliveryRig()
        _ = try await rig.desk.give(Sample.rating())
        _ = try await rig.desk.give(Sample.rating())
        let digests = try await rig.outbox.records(in: nil).map(\.digest)
        #expect(digests.count == 2 && Set(digests).count == 1)
    }

    /// Whatever the backend and the store do, the citizen sees one of three states, and each is true.
    @Test(arguments: 1...30)
    func `the three visible states are always true`(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let rig = DeliveryRig()
        var conducts: [ScriptedBackend.Conduct] = [.answer, .answer, .takeAndDropReply, .foreignReceipt]
        let codes: [BackendError.Code] = [
            .cannotConnect, .timedOut, .insecure, .captivePortal, .badAnswer, .serverFailed, .refused, .busy,
            .conflict, .rejected, .notOffered,
        ]
        conducts += codes.map { .fail(BackendError($0)) }
        var states: Set<String> = []
        for _ in 0..<60 {
            await rig.backend.set(try Sample.found(conducts.randomElement(using: &random)))
            let isBroken = Int.random(in: 0..<8, using: &random) == 0
            await rig.outbox.set(isBroken ? StoreError(.full) : nil, for: .markSent, .park, .postpone)
            let given = try await rig.desk.give(Sample.rating())
            states.insert(try await truth(of: given, rig))
            if Bool.random(using: &random) { await rig.delivery.deliverDue() }
            rig.clock.advance(by: .seconds(Int.random(in: 0..<700, using: &random)))
        }
        #expect(states.isSubset(of: ["kept", "sent", "needsOperator"]))
    }

    private func truth(of given: Given, _ rig: DeliveryRig) async throws -> String {
        let record = try await Sample.found(rig.outbox.record(given.id))
        switch given.state {
        case .kept:
            #expect(record.state == .waiting)
            return "kept"
        case .sent(let number):
            #expect(record.state == .sent && record.receiptNumber == number && !number.isEmpty)
            #expect(await rig.backend.rows.contains(given.id))
            return "sent"
        case .needsOperator:
            #expect(record.state == .parked)
            return "needsOperator"
        }
    }
}
