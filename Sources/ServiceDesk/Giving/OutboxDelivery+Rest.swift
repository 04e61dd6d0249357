import FoundationEssentials
import Logging

// Rests that outlive the process.

extension OutboxDelivery {
    /// Lets an operator's delivery go out at once: who has mended what the backend refused wants to see it work.
    package func endRest() async {
        hasTakenUpRest = true
        await note(restUntil: clock.now)
    }

    /// Rests as the backend asked, and leaves word of it for the next process.
    func rest(for pause: Duration) async {
        gate.rest(for: pause, at: clock.uptime)
        guard let until = gate.restsUntil else { return }
        await note(restUntil: clock.now.addingTimeInterval((until - clock.uptime).seconds))
    }

    /// Takes up the rest that an earlier process was told to keep; further away than any rest, it is not believed.
    func takeUpRest() async {
        guard !hasTakenUpRest, let marks else { return }
        let until = try? await marks.lastTime(of: .rest)
        // Another caller may have been here while this one waited for the disk.
        guard !hasTakenUpRest else { return }
        hasTakenUpRest = true
        guard let until else { return }
        let left = until.timeIntervalSince(clock.now)
        guard left > 0, left <= DeliveryPolicy.longestPause.seconds else { return }
        gate.rest(for: .seconds(left), at: clock.uptime)
    }

    private func note(restUntil instant: Date) async {
        guard let marks else { return }
        do {
            try await marks.note(.rest, at: instant)
        } catch {
            logger.notice("rest not written down", metadata: ["error": "\(error)"])
        }
    }
}
