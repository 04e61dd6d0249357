/// A program that speaks: `espeak-ng` or `spd-say`.
package struct SpeechEngine: Sendable, Equatable {
    private let tool: Tool
    private let wordsPerMinute: Int
    private let limit: Duration

    /// - Parameters:
    ///   - tool: a program named `spd-say`, or one that takes the options of `espeak-ng`.
    ///   - wordsPerMinute: 80 to 300; old people follow about 130.
    ///   - limit: how long one piece may take.
    package init(tool: Tool, wordsPerMinute: Int = 130, limit: Duration = .seconds(60)) {
        self.tool = tool
        self.wordsPerMinute = min(max(wordsPerMinute, 80), 300)
        self.limit = limit
    }

    private var isDispatcher: Bool { tool.name == "spd-say" }

    /// Speaks and returns when it is said.
    ///
    /// - Throws: `ToolFault`; a cancelled task falls silent at once and throws `.stopped`.
    func say(_ text: TerminalText, language: String) async throws(ToolFault) {
        do throws(ToolFault) {
            _ = try await tool.run(arguments(language), input: Array((text.text + "\n").utf8), within: limit)
        } catch {
            await silence()
            throw error
        }
    }

    private func arguments(_ language: String) -> [String] {
        // Speech-dispatcher counts from -100 to 100 around a usual pace of about 180 words.
        let pace = min(max((wordsPerMinute - 180) * 100 / 180, -100), 100)
        return isDispatcher
            ? ["--wait", "--pipe-mode", "--language", language, "--rate", "\(pace)"]
            : ["-v", language, "-s", "\(wordsPerMinute)", "-b", "1", "--stdin"]
    }

    /// Ending `spd-say` does not end the speech: its server speaks on.
    private func silence() async {
        guard isDispatcher else { return }
        // A task of its own: the one that was cancelled can start no program.
        await Task { [tool] in _ = try? await tool.run(["--cancel"], within: .seconds(2)) }.value
    }
}
