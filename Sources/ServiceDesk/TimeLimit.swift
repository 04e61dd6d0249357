import Synchronization

extension KioskClock {
    /// The result of `operation`, or `nil` when it takes longer than `limit` or the caller is cancelled.
    ///
    /// Returns at the limit in any case: an operation that ends late is cancelled, and one that does not heed that is
    /// left to end by itself, its result unheard. So nothing that must be known may hang on its result.
    package func limited<Value: Sendable>(
        to limit: Duration,
        _ operation: @escaping @Sendable () async -> Value
    ) async -> Value? {
        let race = Race<Value>()
        let work = Task { race.end(await operation()) }
        let timer = Task {
            // A clock that cannot wait must not make the citizen wait for ever.
            try? await sleep(for: limit)
            race.end(nil)
        }
        let first = await withTaskCancellationHandler {
            await race.result()
        } onCancel: {
            race.end(nil)
        }
        work.cancel()
        timer.cancel()
        return first
    }
}

/// Takes the first of several ends and hands it to the one who waits.
private final class Race<Value: Sendable>: Sendable {
    private enum State {
        case running
        case awaited(CheckedContinuation<Value?, Never>)
        case over(Value?)
    }

    private let state = Mutex(State.running)

    func end(_ value: Value?) {
        let waiter = state.withLock { state -> CheckedContinuation<Value?, Never>? in
            switch state {
            case .over: return nil
            case .running:
                state = .over(value)
                return nil
            case .awaited(let waiter):
                state = .over(value)
                return waiter
            }
        }
        waiter?.resume(returning: value)
    }

    func result() async -> Value? {
        await withCheckedContinuation { waiter in
            let isOver = state.withLock { state -> Value?? in
                if case .over(let value) = state { return .some(value) }
                state = .awaited(waiter)
                return .none
            }
            if let value = isOver { waiter.resume(returning: value) }
        }
    }
}
