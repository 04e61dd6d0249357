import FoundationEssentials
package import Logging

/// Sends what the outbox holds, for ever, without losing or doubling a record.
///
/// A record counts as sent only with the backend's receipt. Its id is its identity on the server, so a second
/// attempt cannot make a second row. The backend is asked by id before every post of which this process does not know
/// that it is the first: an earlier attempt may have been cut off after it arrived, by a lost reply or by the end of
/// the process, and a kiosk may be offline longer than a server keeps idempotency keys.
///
/// An attempt belongs to the delivery, not to the one who asked for it: it is never given up because somebody does
/// not wait any longer, and whatever comes of it is written down.
package actor OutboxDelivery {
    private static let batchSize = 256
    /// A loop that finds due records but may not move them looks again after this.
    private static let shortestPause = Duration.seconds(1)

    private let outbox: any Outbox
    private let backend: any ProvincialBackend
    private let policy: DeliveryPolicy
    private let clock: any KioskClock
    private let chance: @Sendable () -> Double
    private let logger: Logger
    private let slots: RequestSlots
    private var gate = DeliveryGate()
    /// Attempts under way, so that a confirmation page and the loop never send the same record twice.
    private var underWay: [RecordID: Task<GivenState, Never>] = [:]
    /// Records given to this process that no request has been made for: only these are posted without asking first.
    private var untried: Set<RecordID> = []
    /// Records tried whose outcome could not be written down.
    private var unwritten: Set<RecordID> = []
    /// When records sent long ago were last looked for, by the uptime.
    private var tidiedAt: Duration?

    /// - Parameter chance: numbers in 0..<1 for the jitter.
    package init(
        outbox: any Outbox,
        backend: any ProvincialBackend,
        policy: DeliveryPolicy = DeliveryPolicy(),
        clock: any KioskClock,
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        logger: Logger
    ) {
        self.outbox = outbox
        self.backend = backend
        self.policy = policy
        self.clock = clock
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
        await forgetSentLongAgo()
        guard await isOpen() else { return 0 }
        var sent = 0
        while !Task.isCancelled, gate.isOpen(at: clock.uptime) {
            let wereReleased = gate.takeRelease()
            let round = await deliver(await due(all: wereReleased))
            sent += round.sent
            if round.settled == 0, !wereReleased { break }
        }
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
        guard gate.isOpen(at: clock.uptime) else { return .kept }
        return await attempt(record.id, seen: nil).value
    }
}

// MARK: - Room

extension OutboxDelivery {
    /// Lets go of what the backend has had for a month, so that the outbox stays small for ever.
    private func forgetSentLongAgo() async {
        let uptime = clock.uptime
        if let tidiedAt, uptime - tidiedAt < policy.tidyEvery { return }
        tidiedAt = uptime
        do {
            try await outbox.forgetSent(before: clock.now.addingTimeInterval(-policy.sentKeptFor.seconds))
        } catch {
            logger.notice("sent records not tidied", metadata: ["error": "\(error)"])
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
        return next.timeIntervalSince(now) > policy.longestRest.seconds ? .distantFuture : now
    }

    private func deliver(_ records: [OutboxRecord]) async -> Round {
        await withTaskGroup(of: GivenState.self) { group in
            var rest = records[...]
            var round = Round()
            for record in rest.prefix(policy.inFlight) { group.addTask { await self.attemptInRound(record) } }
            rest = rest.dropFirst(policy.inFlight)
            while let state = await group.next() {
                round.count(state)
                guard !Task.isCancelled, gate.isOpen(at: clock.uptime), let next = rest.popFirst() else { continue }
                group.addTask { await self.attemptInRound(next) }
            }
            return round
        }
    }

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
        guard !gate.rests(at: clock.uptime) else { return false }
        guard gate.needsProbe else { return true }
        let probe = await clock.limited(to: policy.probeLimit) { [backend] () async -> BackendError? in
            do throws(BackendError) { try await backend.reach() } catch { return error }
            return nil
        }
        guard !Task.isCancelled else { return false }
        note(probe: probe ?? BackendError(.timedOut))
        return gate.isOpen(at: clock.uptime)
    }

    private func note(probe error: BackendError?) {
        let verdict = error.map { policy.verdict($0, attempts: gate.rests, chance: chance()) }
        switch verdict {
        case nil, .park: gate.probed(isAnswered: true, troubleAfter: policy.troubleAfter)
        case .postpone, .unreachable: gate.probed(isAnswered: false, troubleAfter: policy.troubleAfter)
        case .stop(let pause): gate.rest(for: pause, at: clock.uptime)
        }
    }

    private func pause() async -> Duration {
        let uptime = clock.uptime
        if let until = gate.restsUntil, uptime < until { return min(until - uptime, policy.probeEvery) }
        if gate.isAway { return policy.probePause(misses: gate.misses, chance: chance()) }
        guard let next = try? await outbox.nextAttempt() else { return policy.probeEvery }
        return min(max(.seconds(next.timeIntervalSince(clock.now)), Self.shortestPause), policy.probeEvery)
    }
}

// MARK: - One attempt

extension OutboxDelivery {
    /// The attempt under way for a record, or a new one.
    ///
    /// - Parameter seen: the record as it stood when it was found due; nothing is sent when it was tried since.
    private func attempt(_ id: RecordID, seen: OutboxRecord?) -> Task<GivenState, Never> {
        if let running = underWay[id] { return running }
        let task = Task {
            await slots.take()
            let state = await attemptNow(id, seen: seen)
            await slots.giveBack()
            underWay[id] = nil
            return state
        }
        underWay[id] = task
        return task
    }

    private func attemptNow(_ id: RecordID, seen: OutboxRecord?) async -> GivenState {
        // The record may have been settled or tried since it was read, by this process or by another.
        guard let record = try? await outbox.record(id) else { return .kept }
        switch record.state {
        case .sent: return .sent(receiptNumber: record.receiptNumber ?? record.id.shortText)
        case .parked: return .needsOperator
        case .waiting: break
        }
        guard seen.map({ $0.attempts == record.attempts }) ?? true else { return .kept }
        guard !Task.isCancelled, gate.isOpen(at: clock.uptime) else { return .kept }
        let isFirst = untried.remove(id) != nil && record.attempts == 0
        do throws(BackendError) {
            let receipt = try await send(record, asking: !isFirst)
            gate.answered(troubleAfter: policy.troubleAfter)
            guard await write(id, { try await $0.markSent(id, receipt: receipt) }) else { return .kept }
            return .sent(receiptNumber: receipt.number)
        } catch {
            return await settle(record, after: error)
        }
    }

    private func send(_ record: OutboxRecord, asking: Bool) async throws(BackendError) -> DeliveryReceipt {
        if asking, let known = try await receipt(of: record) { return known }
        let backend = backend
        return try checked(try await limited { () throws(BackendError) in try await backend.submit(record) }, record)
    }

    private func receipt(of record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt? {
        let backend = backend
        do throws(BackendError) {
            let known = try await limited { () throws(BackendError) in try await backend.receipt(for: record) }
            guard let known else { return nil }
            return try checked(known, record)
        } catch {
            // A backend that cannot be asked has to know a record by its id when it is posted again; where it does
            // not, an operator decides.
            guard error.code == .notOffered, backend.capabilities.recognisesRecords else { throw error }
            return nil
        }
    }

    /// Nothing but a receipt for this id and these bytes counts.
    private func checked(_ receipt: DeliveryReceipt, _ record: OutboxRecord) throws(BackendError) -> DeliveryReceipt {
        guard receipt.id == record.id, receipt.digest.lowercased() == record.digest.lowercased() else {
            throw BackendError(.badAnswer, detail: "the receipt is not for this record")
        }
        return receipt
    }

    private func limited<Value: Sendable>(
        _ request: @escaping @Sendable () async throws(BackendError) -> Value
    ) async throws(BackendError) -> Value {
        let outcome = await clock.limited(to: policy.attemptLimit) { () async -> Result<Value, BackendError> in
            do throws(BackendError) { return .success(try await request()) } catch { return .failure(error) }
        }
        return try (outcome ?? .failure(BackendError(.timedOut))).get()
    }
}

// MARK: - What came of it

extension OutboxDelivery {
    private func settle(_ record: OutboxRecord, after error: BackendError) async -> GivenState {
        // What a cancelled request throws says nothing about the backend; the record may have arrived.
        guard !Task.isCancelled else {
            await postpone(record, for: .zero, BackendError(.timedOut))
            return .kept
        }
        let verdict = policy.verdict(error, attempts: max(record.attempts, gate.rests), chance: chance())
        logger.info("record not delivered", metadata: ["code": "\(error.code)", "verdict": "\(verdict)"])
        switch verdict {
        case .park:
            gate.answered(troubleAfter: policy.troubleAfter)
            let reason = error.detail.isEmpty ? "\(error.code)" : "\(error.code) \(error.detail)"
            return await write(record.id) { try await $0.park(record.id, because: reason) } ? .needsOperator : .kept
        case .postpone(let pause):
            if error.code != .conflict { gate.failed(troubleAfter: policy.troubleAfter) }
            await postpone(record, for: pause, error)
        case .stop(let pause):
            gate.rest(for: pause, at: clock.uptime)
            await postpone(record, for: pause, error)
        case .unreachable:
            gate.lost()
            // Due at once: it goes out with the first probe that succeeds.
            await postpone(record, for: .zero, error)
        }
        return .kept
    }

    private func postpone(_ record: OutboxRecord, for pause: Duration, _ error: BackendError) async {
        let until = clock.now.addingTimeInterval(pause.seconds)
        await write(record.id) { try await $0.postpone(record.id, until: until, because: "\(error.code)") }
    }

    /// Writes down what came of an attempt, even when the attempt was cancelled.
    ///
    /// A store that cannot be written makes the queue rest: the backend must not be asked the same again and again.
    @discardableResult
    private func write(_ id: RecordID, _ work: @escaping @Sendable (any Outbox) async throws -> Void) async -> Bool {
        let outbox = outbox
        // A task of its own, because a store may refuse to work for a cancelled one.
        let written = await Task.detached { try await work(outbox) }.result
        switch written {
        case .success:
            unwritten.remove(id)
            return true
        case .failure(let error):
            unwritten.insert(id)
            gate.rest(for: policy.probeEvery, at: clock.uptime)
            logger.error("outbox not writable", metadata: ["error": "\(error)"])
            return false
        }
    }
}
