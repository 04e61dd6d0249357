import FoundationEssentials
import KioskTestSupport
import ServiceDesk
import Testing

/// A process lives for one visit; what the backend asked for holds longer.
struct RestTests {
    private let rig = DeliveryRig()

    private func rest(for error: BackendError) async throws {
        try await rig.give(3)
        await rig.backend.set(.fail(error), for: .receipt, .submit)
        await rig.delivery.deliverDue()
        await rig.backend.set(.answer)
    }

    private var requests: Int { get async { await rig.backend.log.count } }

    @Test(arguments: [(BackendError.Code.busy, 90), (.refused, 600)])
    func `the next process keeps the rest of the one before`(code: BackendError.Code, seconds: Int) async throws {
        try await rest(for: BackendError(code, retryAfter: .seconds(seconds)))
        let asked = await requests
        rig.clock.advance(by: .seconds(seconds - 1))
        let next = rig.restarted
        let given = try await rig.give()[0]
        #expect(await next.deliver(given) == .kept)
        #expect(await rig.restarted.deliverDue() == 0)
        #expect(await requests == asked)
        rig.clock.advance(by: .seconds(1))
        try await rig.drain(by: rig.restarted)
        #expect(await rig.outbox.sentCount == 4)
    }

    @Test func `an operator who mended what was refused sees it go out at once`() async throws {
        try await rest(for: BackendError(.refused))
        let asked = rig.restarted
        await asked.endRest()
        try await rig.outbox.retry(nil, at: rig.clock.now)
        #expect(await asked.deliverDue() == 3)
        let later = try await rig.give()[0]
        #expect(await rig.restarted.deliver(later) != .kept)
    }

    @Test(arguments: [-10, 10])
    func `a rest does not last for years because the wall clock was set`(years: Int) async throws {
        try await rest(for: BackendError(.busy, retryAfter: .seconds(90)))
        rig.clock.jump(by: Double(years) * 365 * 86_400)
        #expect(await rig.restarted.deliverDue() == 3)
    }

    @Test func `a rest that cannot be written down holds in its process`() async throws {
        rig.marks.fails(true)
        try await rest(for: BackendError(.busy, retryAfter: .seconds(90)))
        rig.clock.advance(by: .seconds(89))
        #expect(await rig.delivery.deliverDue() == 0)
        rig.clock.advance(by: .seconds(1))
        try await rig.drain(by: rig.delivery)
        #expect(await rig.outbox.sentCount == 3)
    }
}
