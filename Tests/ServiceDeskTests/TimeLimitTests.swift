import KioskTestSupport
import ServiceDesk
import Testing

struct TimeLimitTests {
    @Test func `a quick result is given and nobody is left sleeping`() async {
        let clock = ManualClock()
        let result = await clock.limited(to: .seconds(8)) { 7 }
        #expect(result == 7)
        // The timer may not have begun to sleep yet; then it is cancelled before it does.
        while clock.sleeperCount > 0 { await Task.yield() }
    }

    @Test func `a late operation is cancelled and the limit returns`() async {
        let clock = ManualClock()
        let (ended, end) = AsyncStream.makeStream(of: Bool.self)
        async let result = clock.limited(to: .seconds(8)) { () async -> Int in
            try? await clock.sleep(for: .seconds(100))
            end.yield(Task.isCancelled)
            end.finish()
            return 1
        }
        await clock.untilSleepers(2)
        clock.advance(by: .seconds(8))
        #expect(await result == nil)
        var wasCancelled = false
        for await value in ended { wasCancelled = value }
        #expect(wasCancelled)
    }

    @Test func `an operation that ignores cancellation does not hold up the limit`() async {
        let clock = ManualClock()
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let deaf = Task.detached { for await _ in gate { return } }
        async let result = clock.limited(to: .seconds(8)) { () async -> Int in
            await deaf.value
            return 1
        }
        await clock.untilSleeper(for: .seconds(8))
        clock.advance(by: .seconds(8))
        #expect(await result == nil)
        open.finish()
    }

    @Test func `a cancelled caller does not wait for the limit`() async {
        let clock = ManualClock()
        let task = Task {
            await clock.limited(to: .seconds(8)) { () async -> Int in
                try? await clock.sleep(for: .seconds(100))
                return 1
            }
        }
        await clock.untilSleepers(2)
        task.cancel()
        #expect(await task.value == nil)
    }

    @Test func `sleepers wake in the order of their time`() async throws {
        let clock = ManualClock()
        let order = Order()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seconds in [3, 1, 2] {
                group.addTask {
                    try await clock.sleep(for: .seconds(seconds))
                    await order.add(seconds)
                }
            }
            await clock.untilSleepers(3)
            for count in 1...3 {
                clock.advance(by: .seconds(1))
                try await group.next()
                #expect(await order.seconds.count == count)
            }
        }
        #expect(await order.seconds == [1, 2, 3])
    }

    private actor Order {
        private(set) var seconds: [Int] = []

        func add(_ seconds: Int) { self.seconds.append(seconds) }
    }
}
