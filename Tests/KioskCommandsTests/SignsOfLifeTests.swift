import FoundationEssentials
import KioskTestSupport
import ServiceDesk
import Testing

@testable import KioskCommands

@Suite struct SignsOfLifeTests {
    private let clock = ManualClock()
    private let store = MemoryUsage()
    private let backend = ScriptedBackend()
    private let log = RecordedLog()

    private func signs(period: Double? = 900, to other: (any ProvincialBackend)? = nil) -> SignsOfLife {
        var signs = SignsOfLife(
            period: period, backend: other ?? backend, clock: clock, store: store, logger: log.logger,
            heartbeat: { Heartbeat(kiosk: "k1", version: "1", lastVisit: .never, uptimeSeconds: 5) })
        signs.chance = { 0.5 }
        return signs
    }

    /// Rounds of a minute each; how many signs the backend had after each.
    private func rounds(_ count: Int, _ signs: inout SignsOfLife) async -> [Int] {
        var taken: [Int] = []
        for _ in 0..<count {
            await signs.giveWhenDue()
            taken.append(await backend.heartbeats.count)
            clock.advance(by: .seconds(60))
        }
        return taken
    }

    @Test func `the first comes after a wait of its own, the next a period later, across processes`() async throws {
        var first = signs()
        #expect(await rounds(4, &first) == [0, 0, 0, 1])
        var second = signs()
        #expect(await rounds(16, &second) == Array(repeating: 1, count: 14) + [2, 2])
    }

    @Test func `one that fails is silent and tried again sooner, and one not wanted is not`() async throws {
        try await store.note(.heartbeat, at: clock.now.addingTimeInterval(-1_000))
        await backend.set(.fail(BackendError(.cannotConnect)), for: .heartbeat)
        var failing = signs()
        _ = await rounds(12, &failing)
        #expect(await backend.count(.heartbeat) == 3)
        #expect(log.lines.isEmpty)
        await backend.set(.fail(BackendError(.notOffered)), for: .heartbeat)
        _ = await rounds(15, &failing)
        #expect(await backend.count(.heartbeat) == 4)
    }

    @Test func `a backend without them and a kiosk told to be silent get none`() async throws {
        try await store.note(.heartbeat, at: clock.now.addingTimeInterval(-1_000))
        var silent = signs(period: nil)
        _ = await rounds(30, &silent)
        var capabilities = BackendCapabilities()
        capabilities.heartbeats = false
        let other = ScriptedBackend(capabilities: capabilities)
        var unwanted = signs(to: other)
        _ = await rounds(30, &unwanted)
        #expect(await backend.count(.heartbeat) == 0)
        #expect(await other.count(.heartbeat) == 0)
    }

    @Test func `after the clock was set back one more is given`() async throws {
        try await store.note(.heartbeat, at: clock.now.addingTimeInterval(90_000))
        var signs = signs()
        #expect(await rounds(1, &signs) == [1])
    }

    @Test func `ages of the last visit are told in classes only`() {
        let ages: [(Double?, Heartbeat.LastVisit)] = [
            (nil, .never), (-5, .withinHour), (3_599, .withinHour), (3_600, .withinDay), (86_400, .withinWeek),
            (604_800, .longAgo),
        ]
        for (age, expected) in ages { #expect(Heartbeat.LastVisit(age: age) == expected) }
    }
}
