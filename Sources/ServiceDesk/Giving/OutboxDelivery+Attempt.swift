import FoundationEssentials
import Logging

// One attempt, and what came of it.

extension OutboxDelivery {
    /// The attempt under way for a record, or a new one.
    ///
    /// - Parameter seen: the record as it stood when it was found due; nothing is sent when it was tried since.
    func attempt(_ id: RecordID, seen: OutboxRecord?) -> Task<GivenState, Never> {
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
        let isFirst = untried.remove(id) != nil && record.attempts == 0 && record.claimedUntil == nil
        do throws(BackendError) {
            if !isFirst, let known = try await receipt(of: record) { return await settle(with: known) }
            guard await mayPost(record) else { return .kept }
            return await settle(with: try await post(record))
        } catch {
            return await settle(record, after: error)
        }
    }

    private func post(_ record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt {
        let backend = backend
        return try checked(try await limited { () throws(BackendError) in try await backend.submit(record) }, record)
    }

    /// Whether a record that the backend does not know may be posted now, by this process.
    ///
    /// Where one posted twice would be two, it is claimed for that. While a claim holds, the post it was made for may
    /// still be worked on at a slow server, whoever made it and whatever became of it here.
    private func mayPost(_ record: OutboxRecord) async -> Bool {
        guard !backend.capabilities.recognisesRecords else { return true }
        let now = clock.now
        let until = now.addingTimeInterval(policy.claimedFor.seconds)
        guard let held = record.claimedUntil, held > now else { return await claim(record, until: until) }
        if held <= until {
            await write(record.id) { try await $0.postpone(record.id, until: held, because: "maybeUnderWay") }
        } else {
            // The clock was set back since: the claim begins anew, so that it ends.
            _ = await claim(record, until: until)
        }
        return false
    }

    private func claim(_ record: OutboxRecord, until instant: Date) async -> Bool {
        await write(record.id) { try await $0.claim(record, until: instant) } ?? false
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
    private func settle(with receipt: DeliveryReceipt) async -> GivenState {
        gate.answered(troubleAfter: policy.troubleAfter)
        let id = receipt.id
        holdsSent = true
        guard await write(id, { try await $0.markSent(id, receipt: receipt) }) != nil else { return .kept }
        return .sent(receiptNumber: receipt.number)
    }

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
            return await write(record.id) { try await $0.park(record.id, because: reason) } != nil
                ? .needsOperator : .kept
        case .postpone(let pause):
            if error.code != .conflict { gate.failed(troubleAfter: policy.troubleAfter) }
            await postpone(record, for: pause, error)
        case .stop(let pause):
            await rest(for: pause)
            await postpone(record, for: pause, error)
        case .unreachable:
            // Due at once: it goes out with the first probe that succeeds. Where a probe did and this did not, the
            // next one says nothing new.
            let isGone = gate.lost(troubleAfter: policy.troubleAfter)
            let pause = isGone ? .zero : policy.backOff(attempts: record.attempts, chance: chance())
            await postpone(record, for: pause, error)
        }
        return .kept
    }

    private func postpone(_ record: OutboxRecord, for pause: Duration, _ error: BackendError) async {
        let until = clock.now.addingTimeInterval(pause.seconds)
        await write(record.id) { try await $0.postpone(record.id, until: until, because: "\(error.code)") }
    }

    /// Writes down what comes of an attempt, even when the attempt was cancelled; `nil` when that failed.
    ///
    /// A store that cannot be written makes the queue rest: the backend must not be asked the same again and again.
    @discardableResult
    private func write<Value: Sendable>(
        _ id: RecordID, _ work: @escaping @Sendable (any Outbox) async throws -> Value
    ) async -> Value? {
        let outbox = outbox
        // A task of its own, because a store may refuse to work for a cancelled one.
        let written = await Task.detached { try await work(outbox) }.result
        switch written {
        case .success(let value):
            unwritten.remove(id)
            return value
        case .failure(let error):
            unwritten.insert(id)
            gate.rest(for: policy.probeEvery, at: clock.uptime)
            logger.error("outbox not writable", metadata: ["error": "\(error)"])
            return nil
        }
    }
}
