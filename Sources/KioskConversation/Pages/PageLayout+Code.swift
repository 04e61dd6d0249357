import AccessPointDevices

extension PageLayout {
    /// The narrowest column of words beside a code.
    private static let narrowest = 24
    private static let gap = 2

    /// A page with its QR code to the left and all its words to the right; the keys and the prompt stand below.
    ///
    /// The code takes the height of the screen, so that its light border is as wide as it can be.
    /// - Returns: `nil` when code or words do not fit.
    func sheet(_ page: Page, beside code: Page.Code) -> Sheet? {
        let room = codeRows - keys.count - 1
        let columns = width - Self.gap - Self.narrowest
        guard let drawing = QRDrawing.fitting(code.payload, rows: room, columns: columns) else { return nil }
        let beside = PageLayout(frame: frame, columns: width - Self.gap - drawing.columns)
        let choices = page.choices.flatMap(beside.line)
        let words = beside.head(page.title) + page.body.flatMap(beside.lines) + [.empty] + choices
        guard words.count <= room else { return nil }
        let blank = TerminalText(sanitising: String(repeating: " ", count: drawing.columns))
        let rows = (0..<max(drawing.rows, words.count)).map { index -> TerminalText in
            let cells = index < drawing.rows ? drawing.lines[index] : blank
            guard index < words.count, !words[index].isEmpty else { return index < drawing.rows ? cells : .empty }
            return cells + TerminalText(sanitising: String(repeating: " ", count: Self.gap)) + words[index]
        }
        return Sheet(lines: rows + keys, choices: choices + [.empty] + keys)
    }
}
