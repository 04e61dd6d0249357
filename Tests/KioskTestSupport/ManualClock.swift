package import FoundationEssentials
import ServiceDesk
import Synchronization

/// A clock that stands still until the test moves it; nobody really sleeps.
package final class ManualClock: KioskClock {
    private struct Sleeper {
        let id: Int
        let deadline: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        let isSatisfied: ([Duration]) -> Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var now: Date
        var uptime = Duration.zero
        var nextID = 0
        var sleepers: [Sleeper] = []
        var cancelled: Set<Int> = []
        var watchers: [Watcher] = []
    }

    private let state: Mutex<State>

    /// A clock that shows `now`; 23 November 2026, 09:00 in Việt Nam, unless told otherwise.
    package init(_ now: Date = Date(timeIntervalSince1970: 1_795_399_200)) {
        state = Mutex(State(now: now))
    }

    package var now: Date { state.withLock { $0.now } }

    package var uptime: Duration { state.withLock { $0.uptime } }

    /// How many sleep now.
    package var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    package func sleep(for duration: Duration) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { begin(id, for: duration, $0) }
        } onCancel: {
            cancel(id)
        }
    }

    /// Lets time pass for wall clock and uptime; wakes whose time has come, the earliest first.
    package func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.uptime += duration
            state.now += duration.seconds
            let due = state.sleepers.filter { $0.deadline <= state.uptime }
            state.sleepers.removeAll { $0.deadline <= state.uptime }
            return due.sorted { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }

    /// Sets the wall clock, as an operator or a time server does; nobody wakes and no time passes.
    package func set(_ now: Date) { state.withLock { $0.now = now } }

    /// Moves the wall clock alone.
    package func jump(by seconds: TimeInterval) { state.withLock { $0.now += seconds } }

    /// Waits until at least `count` sleep.
    package func untilSleepers(_ count: Int) async { await until { $0.count >= count } }

    /// Waits until somebody sleeps who has exactly this long to go.
    package func untilSleeper(for duration: Duration) async {
        await until { $0.contains(duration) }
    }

    /// Waits until somebody sleeps who has this long to go at most and at least.
    package func untilSleeper(within range: ClosedRange<Duration>) async {
        await until { $0.contains { range.contains($0) } }
    }

    private func until(_ isSatisfied: @escaping @Sendable ([Duration]) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if isSatisfied(Self.remaining(state)) { return true }
                state.watchers.append(Watcher(isSatisfied: isSatisfied, continuation: continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    private static func remaining(_ state: State) -> [Duration] { state.sleepers.map { $0.deadline - state.uptime } }

    private func begin(_ id: Int, for duration: Duration, _ continuation: CheckedContinuation<Void, any Error>) {
        enum Start { case cancelled, over, asleep([Watcher]) }
        let start = state.withLock { state -> Start in
            if state.cancelled.remove(id) != nil { return .cancelled }
            if duration <= .zero { return .over }
            state.sleepers.append(Sleeper(id: id, deadline: state.uptime + duration, continuation: continuation))
            let remaining = Self.remaining(state)
            let satisfied = state.watchers.filter { $0.isSatisfied(remaining) }
            state.watchers.removeAll { $0.isSatisfied(remaining) }
            return .asleep(satisfied)
        }
        switch start {
        case .cancelled: continuation.resume(throwing: CancellationError())
        case .over: continuation.resume()
        case .asleep(let watchers): for watcher in watchers { watcher.continuation.resume() }
        }
    }

    /// A sleeper may be cancelled before it sleeps; then it never does.
    private func cancel(_ id: Int) {
        let sleeper = state.withLock { state -> Sleeper? in
            guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                state.cancelled.insert(id)
                return nil
            }
            return state.sleepers.remove(at: index)
        }
        sleeper?.continuation.resume(throwing: CancellationError())
    }
}
