import FoundationEssentials
package import Logging

/// Sends what the outbox holds, for ever, without losing or doubling a record.
///
/// A record counts as sent only with the backend's receipt. Its id is its identity on the server, so a second
/// attempt cannot make a second row. The backend is asked by id before every post of which this process does not know
/// that it is the first: an earlier attempt may have been cut off after it arrived, by a lost reply or by the end of
/// the process, and a kiosk may be offline longer than a server keeps idempotency keys. A backend to which a second
/// post is a second row gets none before it must have finished with the first: each post is claimed in the outbox, which
/// holds for other processes and for the next one.
///
/// An attempt belongs to the delivery, not to the one who asked for it: it is never given up because somebody does
/// not wait any longer, and whatever comes of it is written down.
package actor OutboxDelivery {
    private static let batchSize = 256
    /// A loop that finds due records but may not move them looks again after this.
    private static let shortestPause = Duration.seconds(1)

    let outbox: any Outbox
    let backend: any ProvincialBackend
    let policy: DeliveryPolicy
    let clock: any KioskClock
    let chance: @Sendable () -> Double
    let logger: Logger
    let slots: RequestSlots
    /// Keeps until when the queue rests, for a process lives for one visit only.
    let marks: (any UsageStore)?
    /// Whether the rest of an earlier process was taken up.
    var hasTakenUpRest = false
    var gate = DeliveryGate()
    /// Attempts under way, so that a confirmation page and the loop never send the same record twice.
    var underWay: [RecordID: Task<GivenState, Never>] = [:]
    /// Records given to this process that no request has been made for: only these are posted without asking first.
    var untried: Set<RecordID> = []
    /// Records tried whose outcome could not be written down.
    var unwritten: Set<RecordID> = []
    /// Whether something may be here that the backend has: so it is at a start, after a visit that was cut off.
    var holdsSent = true

    /// - Parameters:
    ///   - marks: keeps a rest for the next process; without it each process knows its own only.
    ///   - chance: numbers in 0..<1 for the jitter.
    package init(
        outbox: any Outbox,
        backend: any ProvincialBackend,
        policy: DeliveryPolicy = DeliveryPolicy(),
        clock: any KioskClock,
        marks: (any UsageStore)? = nil,
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        logger: Logger
    ) {
        self.outbox = outbox
        self.backend = backend
        self.policy = policy
        self.clock = clock
        self.marks = marks
        self.chance = chance
        self.logger = logger
        slots = RequestSlots(policy.inFlight)
    }

    /// Sends what is due, then waits for the next due record or the backend's return; ends when cancelled.
    package func run() async {
        while !Task.isCancelled {
            await deliverDue()
            do { try await clock.sleep(for: pause()) } catch { return }
        }
    }

    /// Sends everything due now; returns how many were sent.
    @discardableResult
    package func deliverDue() async -> Int {
        await forgetSent()
        guard await isOpen() else { return 0 }
        var sent = 0
        while mayGoOn {
            let wereReleased = gate.takeRelease()
            let round = await deliver(await due(all: wereReleased))
            sent += round.sent
            if round.settled == 0, !wereReleased { break }
        }
        // Once for a long queue: each forgetting writes the whole log back.
        await forgetSent()
        return sent
    }

    /// Sends a record that was just given; says what the citizen may be told.
    ///
    /// While the queue rests or the backend is away the answer is `kept` at once. When the caller is cancelled the
    /// attempt goes on by itself.
    package func deliver(_ record: OutboxRecord) async -> GivenState {
        if record.attempts == 0, underWay[record.id] == nil, !unwritten.contains(record.id) {
            untried.insert(record.id)
        }
        await takeUpRest()
        guard gate.isOpen(at: clock.uptime) else { return .kept }
        return await attempt(record.id, seen: nil).value
    }
}

// MARK: - Room

extension OutboxDelivery {
    /// Forgets what the backend has: the words that a citizen added to a rating do not stay on this disk.
    package func forgetSent() async {
        guard holdsSent else { return }
        // Before the forgetting: what is sent meanwhile is forgotten the next time.
        holdsSent = false
        do {
            try await outbox.forgetSent()
        } catch {
            holdsSent = true
            logger.notice("sent records not forgotten", metadata: ["error": "\(error)"])
        }
    }
}

// MARK: - Rounds

extension OutboxDelivery {
    private struct Round {
        var sent = 0
        /// Records that left the queue, sent or parked.
        var settled = 0

        mutating func count(_ state: GivenState) {
            switch state {
            case .sent:
                sent += 1
                settled += 1
            case .needsOperator: settled += 1
            case .kept: break
            }
        }
    }

    /// Records to send now; never tried ones before those that waited out a back-off.
    private func due(all: Bool) async -> [OutboxRecord] {
        do {
            let horizon = all ? Date.distantFuture : try await horizon()
            return try await outbox.due(at: horizon, limit: Self.batchSize)
                .filter { underWay[$0.id] == nil }
                .sorted { ($0.nextAttemptAt, $0.id) < ($1.nextAttemptAt, $1.id) }
        } catch {
            logger.error("outbox not readable", metadata: ["error": "\(error)"])
            return []
        }
    }

    /// Now; or the end of time, when the wall clock was set back so far that no record would be due for longer than
    /// any rule asks for.
    private func horizon() async throws -> Date {
        let now = clock.now
        guard let next = try await outbox.nextAttempt() else { return now }
        return next.timeIntervalSince(now) > DeliveryPolicy.longestPause.seconds ? .distantFuture : now
    }

    private func deliver(_ records: [OutboxRecord]) async -> Round {
        await withTaskGroup(of: GivenState.self) { group in
            var rest = records[...]
            var round = Round()
            var inFlight = 0
            while true {
                while inFlight < width, mayGoOn, let next = rest.popFirst() {
                    inFlight += 1
                    group.addTask { await self.attemptInRound(next) }
                }
                guard let state = await group.next() else { return round }
                inFlight -= 1
                round.count(state)
            }
        }
    }

    private var mayGoOn: Bool { !Task.isCancelled && gate.isOpen(at: clock.uptime) }

    private var width: Int { gate.width(policy.inFlight, troubleAfter: policy.troubleAfter) }

    /// Attempts of the loop end with the loop: the process is about to end.
    private func attemptInRound(_ record: OutboxRecord) async -> GivenState {
        guard underWay[record.id] == nil else { return .kept }
        let task = attempt(record.id, seen: record)
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Whether the queue may move: its rest is over and the backend answers.
    private func isOpen() async -> Bool {
        await takeUpRest()
        guard !gate.rests(at: clock.uptime) else { return false }
        guard gate.needsProbe else { return true }
        let probe = await clock.limited(to: policy.probeLimit) { [backend] () async -> BackendError? in
            do throws(BackendError) { try await backend.reach() } catch { return error }
            return nil
        }
        guard !Task.isCancelled else { return false }
        await note(probe: probe ?? BackendError(.timedOut))
        return gate.isOpen(at: clock.uptime)
    }

    private func note(probe error: BackendError?) async {
        let verdict = error.map { policy.verdict($0, attempts: gate.rests, chance: chance()) }
        switch verdict {
        case nil, .park: gate.probed(isAnswered: true, troubleAfter: policy.troubleAfter)
        case .postpone, .unreachable: gate.probed(isAnswered: false, troubleAfter: policy.troubleAfter)
        case .stop(let pause): await rest(for: pause)
        }
    }

    private func pause() async -> Duration {
        let uptime = clock.uptime
        if let until = gate.restsUntil, uptime < until { return min(until - uptime, policy.probeEvery) }
        if gate.isAway { return policy.probePause(misses: max(gate.misses, gate.closings - 1), chance: chance()) }
        guard let next = try? await outbox.nextAttempt() else { return policy.probeEvery }
        return min(max(.seconds(next.timeIntervalSince(clock.now)), Self.shortestPause), policy.probeEvery)
    }
}
