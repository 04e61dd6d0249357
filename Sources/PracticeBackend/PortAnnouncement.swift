/// Tells who waits on which port the server listens, or why it does not.
actor PortAnnouncement {
    private var outcome: Result<Int, any Error>?
    private var waiting: [CheckedContinuation<Int, any Error>] = []

    /// The port, as soon as it is known.
    var port: Int {
        get async throws {
            if let outcome { return try outcome.get() }
            return try await withCheckedThrowingContinuation { waiting.append($0) }
        }
    }

    /// Says it to all who wait and all who will ask; only the first word counts.
    func announce(_ outcome: Result<Int, any Error>) {
        guard self.outcome == nil else { return }
        self.outcome = outcome
        for continuation in waiting { continuation.resume(with: outcome) }
        waiting = []
    }
}
