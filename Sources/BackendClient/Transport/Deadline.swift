/// The deadline of a piece of work; AsyncHTTPClient's own ends when the head of an answer is there.
enum Deadline {
    /// The deadline passed.
    struct Passed: Error {}

    /// Runs `work` and cancels it when `limit` is over.
    ///
    /// - Throws: `Passed`, or what `work` throws.
    static func within<Result: Sendable>(
        _ limit: Duration,
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await work() }
            group.addTask {
                // Real time on purpose: a deadline of the network; tests set short ones instead of a clock.
                try await Task.sleep(for: limit)
                throw Passed()
            }
            guard let first = try await group.next() else { throw Passed() }
            return first
        }
    }
}
