import Synchronization

/// The machine's voice: says one page at a time, falls silent on a key, and never holds the talk up.
package final class Announcer: Voice {
    private let engine: SpeechEngine?
    private let clips: ClipFolder?
    private let report: @Sendable (ToolFault, _ count: Int) -> Void
    private let faults = Mutex(0)
    private let speaking = Mutex<Task<Void, Never>?>(nil)

    /// - Parameters:
    ///   - engine: speaks what no clip has; `nil` leaves it unsaid.
    ///   - clips: recorded sentences.
    ///   - report: hears of each failure and how many there were; what was to be said is not told.
    package init(
        engine: SpeechEngine?,
        clips: ClipFolder?,
        report: @escaping @Sendable (ToolFault, _ count: Int) -> Void
    ) {
        self.engine = engine
        self.clips = clips
        self.report = report
    }

    /// Says something instead of what is being said, and returns at once.
    package func say(_ utterances: [Utterance]) {
        speaking.withLock { current in
            current?.cancel()
            let former = current
            // The one task outside a group: speech goes on while the talk waits for a key, and ends in `hush`.
            current = Task {
                await former?.value
                await speak(utterances)
            }
        }
    }

    /// Falls silent as soon as the program ends; returns at once.
    package func interrupt() {
        speaking.withLock { $0?.cancel() }
    }

    /// Falls silent and waits until it is.
    package func hush() async {
        let last = speaking.withLock { current in
            current?.cancel()
            defer { current = nil }
            return current
        }
        await last?.value
    }

    /// Waits until everything is said.
    package func finish() async {
        await speaking.withLock { $0 }?.value
    }

    /// The first failure ends the page: an engine that is gone would fail sentence by sentence.
    private func speak(_ utterances: [Utterance]) async {
        do throws(ToolFault) {
            for utterance in utterances where !Task.isCancelled { try await speak(utterance) }
        } catch {
            guard error != .stopped else { return }
            let count = faults.withLock { count in
                count += 1
                return count
            }
            report(error, count)
        }
    }

    private func speak(_ utterance: Utterance) async throws(ToolFault) {
        if let clips, let key = utterance.key, let file = clips.file(key: key, language: utterance.language) {
            return try await clips.play(file)
        }
        guard let engine else { return }
        for piece in utterance.pieces where !Task.isCancelled {
            try await engine.say(piece, language: utterance.language)
        }
    }
}
