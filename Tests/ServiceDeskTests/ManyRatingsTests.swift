import KioskTestSupport
import ServiceDesk
import Testing

/// The lost reply, ten thousand times (research/reliability.md §3.2).
struct ManyRatingsTests {
    @Test func `10,000 ratings with every first reply dropped make exactly 10,000 rows`() async throws {
        let rig = DeliveryRig()
        let records = try await rig.give(10_000)
        await rig.backend.setFirstSubmit(.takeAndDropReply)
        try await rig.drain(by: rig.delivery, rounds: 10_000)
        let rows = await rig.backend.rows
        #expect(rows.count == 10_000)
        #expect(Set(rows) == Set(records.map(\.id)))
        #expect(await rig.outbox.sentCount == 10_000)
    }

    @Test func `replies lost, then 30 days without a network while the server forgets its keys: exactly 10,000 rows`()
        async throws
    {
        let rig = DeliveryRig()
        let records = try await rig.give(10_000)
        await rig.backend.setFirstSubmit(.takeAndDropReply)
        for _ in 0..<10_000 where await rig.backend.rows.count < 10_000 {
            await rig.delivery.deliverDue()
            rig.clock.advance(by: .seconds(20))
        }
        await rig.backend.set(.fail(BackendError(.cannotConnect)))
        for _ in 0..<30 {
            await rig.restarted.deliverDue()
            rig.clock.advance(by: .seconds(86_400))
        }
        // The scripted backend never knew a key: it makes a row of every post.
        await rig.backend.set(.answer)
        try await rig.drain(by: rig.restarted, rounds: 10_000)
        #expect(await rig.backend.rows.sorted() == records.map(\.id).sorted())
        // Those sent before the 30 days are let go by now.
        let counts = try await rig.outbox.counts()
        #expect(counts.waiting == 0 && counts.parked == 0)
    }

    @Test(arguments: 1...10)
    func `whatever fails and whenever the process restarts, each rating is one row`(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let rig = DeliveryRig()
        let records = try await rig.give(200)
        let trouble: [ScriptedBackend.Conduct] = [
            .answer, .answer, .takeAndDropReply, .foreignReceipt, .fail(BackendError(.serverFailed)),
            .fail(BackendError(.busy, retryAfter: .seconds(5))), .fail(BackendError(.conflict)),
            .fail(BackendError(.cannotConnect)), .fail(BackendError(.refused)),
        ]
        var delivery = rig.delivery
        for _ in 0..<300 {
            for question in [ScriptedBackend.Question.submit, .receipt, .reach] {
                await rig.backend.set(try Sample.found(trouble.randomElement(using: &random)), for: question)
            }
            if Int.random(in: 0..<10, using: &random) == 0 { delivery = rig.restarted }
            let round = Task { [delivery] in await delivery.deliverDue() }
            if Bool.random(using: &random) { round.cancel() }
            _ = await round.value
            rig.clock.advance(by: .seconds(Int.random(in: 0..<60, using: &random)))
        }
        await rig.backend.set(.answer)
        rig.clock.advance(by: .seconds(86_400))
        try await rig.drain(by: rig.restarted)
        #expect(await rig.backend.rows.sorted() == records.map(\.id).sorted())
    }
}
