import FoundationEssentials
import KioskTestSupport
import ServiceDesk
import Testing

struct OutboxDeliveryTests {
    @Test func `everything due is sent once, at most four at a time`() async throws {
        let rig = DeliveryRig()
        let records = try await rig.give(600)
        #expect(await rig.delivery.deliverDue() == 600)
        #expect(await rig.backend.rows.sorted() == records.map(\.id).sorted())
        #expect(await rig.backend.mostInFlight <= 4)
        #expect(await rig.outbox.sentCount == 600)
    }

    @Test func `a gift and the loop together still keep to four`() async throws {
        let rig = DeliveryRig()
        let records = try await rig.give(60)
        async let loop = rig.delivery.deliverDue()
        await withTaskGroup(of: GivenState.self) { group in
            for record in records { group.addTask { await rig.delivery.deliver(record) } }
            for await state in group { #expect(state != .needsOperator) }
        }
        _ = await loop
        try await rig.drain(by: rig.delivery)
        #expect(await rig.backend.rows.sorted() == records.map(\.id).sorted())
        #expect(await rig.backend.mostInFlight <= 4)
    }

    @Test func `a record under way is not sent a second time`() async throws {
        let rig = DeliveryRig()
        let record = try await rig.give()[0]
        await rig.backend.set(.hangDeaf, for: .submit)
        async let first = rig.delivery.deliver(record)
        await rig.backend.until(.submit, asked: 1)
        async let second = rig.delivery.deliver(record)
        #expect(await rig.delivery.deliverDue() == 0)
        await rig.backend.release()
        #expect(await [first, second] == [.sent(receiptNumber: "R1"), .sent(receiptNumber: "R1")])
        #expect(await rig.backend.rows == [record.id])
    }

    @Test func `a stale copy of a record that was sent meanwhile sends nothing`() async throws {
        let rig = DeliveryRig()
        let record = try await rig.give()[0]
        #expect(await rig.delivery.deliver(record) == .sent(receiptNumber: "R1"))
        #expect(await rig.delivery.deliver(record) == .sent(receiptNumber: "R1"))
        #expect(await rig.restarted.deliver(record) == .sent(receiptNumber: "R1"))
        #expect(await rig.backend.rows == [record.id])
        #expect(await rig.backend.log.count == 1)
    }

    @Test(arguments: [true, false])
    func `a record of unknown fate is sent again only where one sent twice is one, or where it can be asked for`(
        _ recognises: Bool
    ) async throws {
        var capabilities = BackendCapabilities()
        capabilities.recognisesRecords = recognises
        let rig = DeliveryRig(capabilities: capabilities)
        let record = try await rig.give()[0]
        await rig.backend.next(.takeAndDropReply, for: .submit)
        await rig.backend.set(.fail(BackendError(.notOffered)), for: .receipt)
        #expect(await rig.delivery.deliver(record) == .kept)
        rig.clock.advance(by: .seconds(600))
        await rig.delivery.deliverDue()
        #expect(await rig.backend.rows.count == (recognises ? 2 : 1))
        #expect(await rig.outbox.sentCount == (recognises ? 1 : 0))
        #expect(try await rig.outbox.counts().parked == (recognises ? 0 : 1))
    }

    @Test func `a record found due and tried by another process meanwhile keeps to its back-off`() async throws {
        var policy = DeliveryPolicy()
        policy.inFlight = 1
        let rig = DeliveryRig(policy: policy)
        let records = try await rig.give(2).map(\.id).sorted()
        await rig.backend.next(.hangDeaf, for: .receipt)
        async let round = rig.delivery.deliverDue()
        await rig.backend.until(.receipt, asked: 1)
        try await rig.outbox.postpone(records[1], until: rig.clock.now.addingTimeInterval(60), because: "other process")
        await rig.backend.release()
        #expect(await round == 1)
        #expect(await rig.backend.rows == [records[0]])
        #expect(await rig.backend.count(.receipt) == 1)
    }

    @Test func `the backend is asked by id before a record is posted again`() async throws {
        let rig = DeliveryRig()
        let record = try await rig.give()[0]
        await rig.backend.next(.takeAndDropReply, for: .submit)
        #expect(await rig.delivery.deliver(record) == .kept)
        #expect(try await rig.state(of: record).attempts == 1)
        try await rig.drain(by: rig.delivery)
        #expect(await rig.backend.rows == [record.id])
        #expect(await rig.backend.log.map(\.question) == [.submit, .reach, .receipt])
        #expect(await rig.outbox.sentCount == 1)
    }

    @Test func `a record from before the start is asked for, even if no attempt was written down`() async throws {
        let rig = DeliveryRig()
        let record = try await rig.give()[0]
        // The process was killed after the backend took the record and before that was written down.
        _ = try await rig.backend.submit(record)
        #expect(await rig.restarted.deliverDue() == 1)
        #expect(await rig.backend.rows == [record.id])
    }

    @Test func `a backend that cannot be asked by id gets the post at once`() async throws {
        let rig = DeliveryRig()
        let record = try await rig.give()[0]
        await rig.backend.set(.fail(BackendError(.notOffered)), for: .receipt)
        #expect(await rig.restarted.deliverDue() == 1)
        #expect(await rig.backend.rows == [record.id])
    }

    @Test(arguments: [ScriptedBackend.Question.submit, .receipt])
    func `a receipt for other bytes is no receipt`(question: ScriptedBackend.Question) async throws {
        let rig = DeliveryRig()
        let record = try await rig.give()[0]
        if question == .receipt { _ = try await rig.backend.submit(record) }
        await rig.backend.set(.foreignReceipt, for: question)
        let delivery = question == .receipt ? rig.restarted : rig.delivery
        if question == .receipt { await delivery.deliverDue() } else { _ = await delivery.deliver(record) }
        let state = try await rig.state(of: record)
        #expect(state.state == .waiting && state.attempts == 1)
        await rig.backend.set(.answer)
        try await rig.drain(by: delivery)
        #expect(await rig.backend.rows == [record.id])
    }

    @Test func `the loop ends at once when cancelled, and the attempt it cut off counts`() async throws {
        let rig = DeliveryRig()
        let record = try await rig.give()[0]
        await rig.backend.set(.hang, for: .submit)
        let loop = Task { await rig.restarted.run() }
        await rig.backend.until(.submit, asked: 1)
        loop.cancel()
        await loop.value
        let state = try await rig.state(of: record)
        #expect(state.attempts == 1 && state.state == .waiting && state.nextAttemptAt <= rig.clock.now)
    }

    @Test func `a reply that comes while the loop is cancelled is still written down`() async throws {
        let rig = DeliveryRig()
        let record = try await rig.give()[0]
        await rig.backend.set(.hangDeaf, for: .receipt)
        let loop = Task { await rig.restarted.run() }
        await rig.backend.until(.receipt, asked: 1)
        loop.cancel()
        await loop.value
        #expect(try await rig.state(of: record).attempts == 1)
        await rig.backend.release()
    }

    @Test func `a store that cannot write does not make the kiosk ask again and again`() async throws {
        let rig = DeliveryRig()
        let record = try await rig.give()[0]
        await rig.outbox.set(StoreError(.full), for: .markSent, .postpone, .park)
        #expect(await rig.delivery.deliver(record) == .kept)
        for _ in 0..<15 {
            rig.clock.advance(by: .seconds(1))
            await rig.delivery.deliverDue()
        }
        #expect(await rig.backend.log.count == 1)
        await rig.outbox.set(nil)
        try await rig.drain(by: rig.delivery)
        #expect(await rig.backend.rows == [record.id])
    }

    @Test(arguments: [0, -10, 10])
    func `what the backend has is forgotten with its round, whatever the wall clock says`(years: Int) async throws {
        let rig = DeliveryRig()
        let records = try await rig.give(2)
        await rig.backend.setSubmit(of: records[1].id, BackendError(.serverFailed))
        _ = await rig.delivery.deliver(records[0])
        rig.clock.jump(by: Double(years) * 365 * 86_400)
        await rig.delivery.deliverDue()
        #expect(try await rig.outbox.records(in: nil).map(\.id) == [records[1].id])
    }

    @Test func `a forgetting that failed is done again`() async throws {
        let rig = DeliveryRig()
        try await rig.give(3)
        await rig.outbox.set(StoreError(.busy), for: .forgetSent)
        #expect(await rig.delivery.deliverDue() == 3)
        #expect(try await rig.outbox.counts().sent == 3)
        await rig.outbox.set(nil)
        await rig.delivery.deliverDue()
        #expect(try await rig.outbox.records(in: nil).isEmpty)
    }

    @Test func `what a process sent before it was cut off is forgotten by the next`() async throws {
        let rig = DeliveryRig()
        let record = try await rig.give()[0]
        #expect(await rig.delivery.deliver(record) == .sent(receiptNumber: "R1"))
        #expect(try await rig.outbox.counts().sent == 1)
        await rig.restarted.deliverDue()
        #expect(try await rig.outbox.record(record.id) == nil)
    }

    @Test func `an outcome for a record that another process has sent and forgotten is no trouble`() async throws {
        let rig = DeliveryRig()
        let records = try await rig.give(2)
        await rig.backend.set(.hangDeaf, for: .submit)
        async let first = rig.delivery.deliver(records[0])
        await rig.backend.until(.submit, asked: 1)
        try await rig.outbox.markSent(
            records[0].id, receipt: DeliveryReceipt(id: records[0].id, digest: records[0].digest, number: "R0"))
        try await rig.outbox.forgetSent()
        await rig.backend.set(.answer)
        await rig.backend.release()
        #expect(await first == .sent(receiptNumber: "R1"))
        #expect(await rig.delivery.deliver(records[1]) == .sent(receiptNumber: "R2"))
    }

    @Test func `a wall clock set back ten years stops nothing`() async throws {
        let rig = DeliveryRig()
        let records = try await rig.give(3)
        await rig.backend.set(.fail(BackendError(.serverFailed)), for: .submit)
        await rig.delivery.deliverDue()
        await rig.backend.set(.answer)
        rig.clock.jump(by: -10 * 365 * 86_400)
        rig.clock.advance(by: .seconds(20))
        #expect(await rig.delivery.deliverDue() == 3)
        #expect(await rig.backend.rows.sorted() == records.map(\.id).sorted())
    }

    @Test(arguments: [-10, 10])
    func `a rest is measured by a clock that does not jump`(years: Int) async throws {
        let rig = DeliveryRig()
        try await rig.give()
        await rig.backend.next(.fail(BackendError(.busy, retryAfter: .seconds(60))), for: .receipt)
        await rig.delivery.deliverDue()
        rig.clock.jump(by: Double(years) * 365 * 86_400)
        rig.clock.advance(by: .seconds(59))
        #expect(await rig.delivery.deliverDue() == 0)
        rig.clock.advance(by: .seconds(1))
        #expect(await rig.delivery.deliverDue() == 1)
    }
}
