package import AccessPointDevices

/// A console that reads a script instead of a keyboard and writes down the talk like a play.
///
/// Shown lines stand as they are, what is typed behind `▸ `, hidden input as `▸ (ẩn)`. A script that ends too early,
/// or does not fit what the talk asks for, ends the visit and is noted in `faults`.
package actor ScriptedConsole: Console {
    /// What a person does next.
    package enum Input: Equatable, Sendable, ExpressibleByStringLiteral {
        case line(String)
        /// Nobody presses a key.
        case idle
        /// Nobody presses a key after typing this many characters.
        case idleKeeping(Int)
        case endOfInput
        case hideNow
        case tooLong
        /// Any key, for `waitForKey`.
        case key

        package init(stringLiteral value: String) { self = .line(value) }
    }

    package let columns: Int
    package let codeRows: Int
    private var script: ArraySlice<Input>
    private var lines: [String] = []
    /// What did not fit; empty after a good test.
    package private(set) var faults: [String] = []
    /// How many times the screen was wiped.
    package private(set) var wipes = 0

    /// - Parameter codeRows: the lines a page with a QR code may take; 0 shows the page's words alone.
    package init(_ script: [Input], columns: Int = 72, codeRows: Int = 0) {
        self.script = script[...]
        self.columns = columns
        self.codeRows = codeRows
    }

    /// The play so far, each line with its newline.
    package var transcript: String { lines.map { $0 + "\n" }.joined() }

    /// What was shown since the last wipe.
    package var screen: String {
        let last = lines.lastIndex(of: Self.wiped).map { $0 + 1 } ?? 0
        return lines[last...].map { $0 + "\n" }.joined()
    }

    /// What of the script was not used.
    package var rest: [Input] { Array(script) }

    package func show(_ lines: [TerminalText]) {
        self.lines += lines.flatMap { $0.lines.map(\.text) }
    }

    package func readLine(prompt: TerminalText, hidden: Bool, idleAfter: Duration?) -> LineResult {
        ask(prompt)
        guard let input = script.popFirst() else { return ranDry("a line") }
        switch input {
        case .line(let text):
            lines.append(hidden ? "▸ (ẩn)" : "▸ " + text)
            return .line(text)
        case .idle, .idleKeeping:
            guard idleAfter != nil else { return mismatch(input, "a line without a time limit") }
            lines.append("(không ai bấm phím)")
            if case .idleKeeping(let kept) = input { return .idle(kept: kept) }
            return .idle(kept: 0)
        case .endOfInput:
            lines.append("(hết dữ liệu vào)")
            return .endOfInput
        case .hideNow:
            lines.append("(bấm Esc hai lần)")
            return .hideNow
        case .tooLong:
            lines.append("▸ (quá dài)")
            return .tooLong
        case .key: return mismatch(input, "a line")
        }
    }

    package func waitForKey(prompt: TerminalText, within: Duration?) async -> KeyResult {
        ask(prompt)
        guard let input = script.popFirst() else {
            _ = ranDry("a key")
            return .endOfInput
        }
        switch input {
        case .key:
            lines.append("▸ (một phím)")
            return .pressed
        case .idle where within != nil:
            lines.append("(không ai bấm phím)")
            return .idle
        case .endOfInput:
            lines.append("(hết dữ liệu vào)")
            return .endOfInput
        default:
            _ = mismatch(input, "a key")
            return .endOfInput
        }
    }

    package func wipe() {
        wipes += 1
        lines.append(Self.wiped)
    }

    private static let wiped = "(màn hình được xóa)"

    private func ask(_ prompt: TerminalText) {
        if !prompt.isEmpty { lines.append(prompt.text) }
    }

    private func ranDry(_ wanted: String) -> LineResult { fault("(kịch bản đã hết) wanted \(wanted)") }

    private func mismatch(_ input: Input, _ wanted: String) -> LineResult {
        fault("(kịch bản không khớp) wanted \(wanted), got \(input)")
    }

    private func fault(_ text: String) -> LineResult {
        faults.append(text)
        lines.append(text)
        return .endOfInput
    }
}
