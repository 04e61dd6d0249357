import FoundationEssentials
import KioskTestSupport
import ServiceDesk
import Testing

/// When the queue stops and when it moves again.
struct QueueRulesTests {
    @Test func `a refusal stops the queue at the first record`() async throws {
        let rig = DeliveryRig(policy: Self.oneAtATime)
        try await rig.give(50)
        await rig.backend.set(.fail(BackendError(.refused)), for: .receipt, .submit)
        #expect(await rig.delivery.deliverDue() == 0)
        #expect(await rig.backend.log.count == 1)
        rig.clock.advance(by: .seconds(599))
        await rig.delivery.deliverDue()
        #expect(await rig.backend.log.count == 1)
        await rig.backend.set(.answer)
        rig.clock.advance(by: .seconds(1))
        try await rig.drain(by: rig.delivery)
        #expect(await rig.outbox.sentCount == 50)
    }

    @Test func `with four in flight a refusal costs four requests, not more`() async throws {
        let rig = DeliveryRig()
        try await rig.give(50)
        await rig.backend.set(.fail(BackendError(.refused)), for: .receipt, .submit)
        await rig.delivery.deliverDue()
        #expect(await rig.backend.log.count <= 4)
    }

    @Test func `Retry-After holds the whole queue, and gifts given meanwhile`() async throws {
        let rig = DeliveryRig(policy: Self.oneAtATime)
        try await rig.give(10)
        await rig.backend.next(.fail(BackendError(.busy, retryAfter: .seconds(90))), for: .receipt)
        await rig.delivery.deliverDue()
        rig.clock.advance(by: .seconds(89))
        await rig.delivery.deliverDue()
        #expect(try await rig.desk.give(Sample.rating()).state == .kept)
        #expect(await rig.backend.log.count == 1)
        rig.clock.advance(by: .seconds(1))
        try await rig.drain(by: rig.delivery)
        #expect(await rig.outbox.sentCount == 11)
    }

    @Test func `rests without Retry-After grow`() async throws {
        let rig = DeliveryRig(policy: Self.oneAtATime)
        try await rig.give(100)
        await rig.backend.set(.fail(BackendError(.busy)), for: .receipt, .submit)
        for _ in 0..<600 {
            await rig.delivery.deliverDue()
            rig.clock.advance(by: .seconds(1))
        }
        #expect(await rig.backend.log.count < 12)
    }

    @Test func `one record that is rejected is parked and holds up nothing`() async throws {
        let rig = DeliveryRig()
        let records = try await rig.give(20)
        await rig.backend.setSubmit(of: records[0].id, BackendError(.rejected, detail: "422"))
        #expect(await rig.delivery.deliverDue() == 19)
        let parked = try await rig.state(of: records[0])
        #expect(parked.state == .parked && parked.lastError == "rejected 422")
    }

    @Test func `a whole batch of rejected records does not end the round`() async throws {
        let rig = DeliveryRig()
        let records = try await rig.give(300)
        for record in records.prefix(260) { await rig.backend.setSubmit(of: record.id, BackendError(.rejected)) }
        #expect(await rig.delivery.deliverDue() == 40)
        #expect(try await rig.outbox.counts().parked == 260)
    }

    @Test func `a conflict waits and the others go on`() async throws {
        let rig = DeliveryRig()
        let records = try await rig.give(20)
        await rig.backend.setSubmit(of: records[0].id, BackendError(.conflict))
        #expect(await rig.delivery.deliverDue() == 19)
        #expect(try await rig.state(of: records[0]).state == .waiting)
        await rig.backend.setSubmit(of: records[0].id, nil)
        try await rig.drain(by: rig.delivery)
        #expect(await rig.outbox.sentCount == 20)
    }

    @Test func `records that always fail the server do not starve the others`() async throws {
        let rig = DeliveryRig()
        let records = try await rig.give(40)
        for record in records.prefix(8) { await rig.backend.setSubmit(of: record.id, BackendError(.serverFailed)) }
        for _ in 0..<30 {
            await rig.delivery.deliverDue()
            rig.clock.advance(by: .seconds(20))
        }
        #expect(await rig.outbox.sentCount == 32)
        for record in records.prefix(8) { await rig.backend.setSubmit(of: record.id, nil) }
        try await rig.drain(by: rig.delivery)
        #expect(await rig.outbox.sentCount == 40)
    }

    @Test func `a struggling server gets few requests, not the whole queue`() async throws {
        let rig = DeliveryRig()
        try await rig.give(5000)
        await rig.backend.set(.fail(BackendError(.serverFailed)), for: .submit)
        for _ in 0..<30 {
            await rig.delivery.deliverDue()
            rig.clock.advance(by: .seconds(20))
        }
        #expect(await rig.backend.count(.submit) <= 150)
    }

    @Test(arguments: [BackendError.Code.cannotConnect, .timedOut, .captivePortal, .insecure, .serverFailed])
    func `after a long absence the queue moves within 30 s of the return`(code: BackendError.Code) async throws {
        for returnsAfter in stride(from: 100, to: 160, by: 13) {
            let rig = DeliveryRig()
            for var record in try await rig.give(3) {
                record.attempts = 12
                await rig.outbox.put(record)
            }
            await rig.backend.set(.fail(BackendError(code)))
            let loop = Task { await rig.delivery.run() }
            await rig.pass(seconds: returnsAfter)
            await rig.backend.set(.answer)
            await rig.pass(seconds: 30)
            #expect(await rig.outbox.sentCount == 3)
            loop.cancel()
            await loop.value
        }
    }

    @Test func `a backend that swallows every request is still back within 30 s`() async throws {
        let rig = DeliveryRig()
        try await rig.give(3)
        await rig.backend.set(.hang)
        let loop = Task { await rig.delivery.run() }
        await rig.pass(seconds: 200)
        await rig.backend.set(.answer)
        await rig.pass(seconds: 30)
        #expect(await rig.outbox.sentCount == 3)
        loop.cancel()
        await loop.value
    }

    @Test func `an absent backend is probed and not posted to`() async throws {
        let rig = DeliveryRig()
        try await rig.give(500)
        await rig.backend.set(.fail(BackendError(.cannotConnect)))
        for _ in 0..<30 {
            await rig.delivery.deliverDue()
            rig.clock.advance(by: .seconds(20))
        }
        #expect(await rig.backend.count(.submit) + rig.backend.count(.receipt) <= 4)
        #expect(try await rig.desk.give(Sample.rating()).state == .kept)
        #expect(await rig.backend.count(.submit) + rig.backend.count(.receipt) <= 4)
    }

    @Test(arguments: [BackendError.Code.timedOut, .captivePortal])
    func `a backend that answers probes and takes no record gets ever fewer requests`(code: BackendError.Code)
        async throws
    {
        let rig = DeliveryRig()
        try await rig.give(3)
        await rig.backend.set(.fail(BackendError(code)), for: .submit, .receipt)
        let loop = Task { await rig.delivery.run() }
        await rig.pass(seconds: 3_600)
        // One that is released with every probe that succeeds is asked 3,000 times.
        #expect(await rig.backend.count(.submit) + rig.backend.count(.receipt) <= 45)
        await rig.backend.set(.answer)
        await rig.pass(seconds: 600)
        #expect(await rig.outbox.sentCount == 3)
        loop.cancel()
        await loop.value
    }

    @Test func `a long queue behind answered probes costs one request at a time, ever more rarely`()
        async throws
    {
        let rig = DeliveryRig()
        try await rig.give(2_000)
        await rig.backend.set(.fail(BackendError(.timedOut)), for: .submit, .receipt)
        let loop = Task { await rig.delivery.run() }
        await rig.pass(seconds: 600)
        #expect(await rig.backend.count(.receipt) <= 45)
        // A new gift goes out at once where the gate stands open, and tells the queue that all is well.
        await rig.backend.set(.answer)
        await rig.pass(seconds: 60)
        #expect(await rig.outbox.sentCount == 2_000)
        loop.cancel()
        await loop.value
    }

    @Test func `after an outage one request goes first, and its success opens the queue whole`() async throws {
        let rig = DeliveryRig()
        try await rig.give(40)
        await rig.backend.set(.fail(BackendError(.cannotConnect)))
        await rig.delivery.deliverDue()
        await rig.backend.set(.answer)
        await rig.backend.set(.hangDeaf, for: .receipt)
        let before = await rig.backend.count(.receipt)
        async let round = rig.delivery.deliverDue()
        await rig.backend.until(.receipt, asked: before + 1)
        for _ in 0..<50 { await Task.yield() }
        #expect(await rig.backend.count(.receipt) == before + 1)
        await rig.backend.set(.answer, for: .receipt)
        await rig.backend.release()
        #expect(await round == 40)
        #expect(await rig.backend.mostInFlight <= 4)
    }

    private static var oneAtATime: DeliveryPolicy {
        var policy = DeliveryPolicy()
        policy.inFlight = 1
        return policy
    }
}

extension DeliveryRig {
    /// Lets seconds pass one by one, each when everybody sleeps or waits for the backend.
    func pass(seconds: Int) async {
        for _ in 0..<seconds {
            await calm()
            clock.advance(by: .seconds(1))
        }
        await calm()
    }

    /// Returns when several looks in a row find somebody asleep and no request being answered.
    private func calm() async {
        var looks = 0
        while looks < 8 {
            await Task.yield()
            let isCalm = await backend.isCalm
            looks = isCalm && clock.sleeperCount > 0 ? looks + 1 : 0
        }
    }
}
