package import AccessPointDevices

/// A page's lines as they stand on the screen at one time.
package struct Sheet: Equatable, Sendable {
    package var lines: [TerminalText]
    /// The choices and the keys, to be said again after a misunderstanding.
    package var choices: [TerminalText]
    /// What of the page stands here, for the voice.
    package var part = PagePart.whole
}

/// Turns a page into sheets of at most 22 lines, none wider than 72 columns; nothing is cut.
package struct PageLayout: Sendable {
    /// The most lines a sheet has, its prompt included.
    package static let height = 22

    /// What stands around every page.
    package struct Frame: Sendable {
        /// Above the title, one line each: practice mode, volunteer mode.
        package var banners: [String]
        /// The four fixed keys.
        package var keys: String
        package var more: String
        /// `(trang {number}/{count})`, filled in.
        package var sheet: @Sendable (_ number: Int, _ count: Int) -> String
    }

    let frame: Frame
    let width: Int
    let codeRows: Int

    /// - Parameter codeRows: the lines that a page with a QR code may take; 0 where none can be shown.
    package init(frame: Frame, columns: Int, codeRows: Int = 0) {
        self.frame = frame
        self.codeRows = codeRows
        width = min(max(columns, 20), TextLayout.pageWidth)
    }

    /// A page one item at a time, for slow readers and listeners.
    ///
    /// The title comes with the first item, the keys with the last; an item too long for a screen takes several.
    package func items(_ page: Page) -> [Sheet] {
        let body = page.body.indices.map { (lines(page.body[$0]), PagePart(block: $0)) }
        var items = body.filter { !$0.0.allSatisfy(\.isEmpty) }
        items += page.choices.indices.map { (line(page.choices[$0]), PagePart(choice: $0)) }
        if items.isEmpty { items = [([], .silent)] }
        items[0].0 = head(page.title) + items[0].0
        items[0].1.hasTitle = true
        items[items.count - 1].0 += [.empty] + keys
        items[items.count - 1].1.isEnd = true
        return items.flatMap { lines, part in
            // An item is said whole with its first screen.
            screenfuls(lines).enumerated().map { index, lines in
                Sheet(lines: lines, choices: [], part: index == 0 ? part : .silent)
            }
        }
    }

    private func screenfuls(_ item: [TerminalText]) -> [[TerminalText]] {
        let room = Self.height - 1
        return stride(from: 0, to: item.count, by: room).map { Array(item[$0..<min($0 + room, item.count)]) }
    }

    /// The choices of a page and the keys, for saying them again.
    func choices(_ page: Page) -> [TerminalText] {
        let choices = page.choices.flatMap(line)
        return choices + (choices.isEmpty ? [] : [.empty]) + keys
    }

    /// Title and body on end, for places where nothing is chosen.
    package static func plain(_ page: Page, columns: Int) -> [TerminalText] {
        let none = Frame(banners: [], keys: "", more: "", sheet: { _, _ in "" })
        let layout = PageLayout(frame: none, columns: columns)
        return layout.wrap(page.title) + page.body.flatMap(layout.lines)
    }

    /// The sheets of a page; the last one carries its choices, the others lead on.
    package func sheets(_ page: Page) -> [Sheet] {
        if let code = page.code {
            if let sheet = sheet(page, beside: code) { return [sheet] }
            return sheets(page.without(code))
        }
        let body = page.body.flatMap(lines)
        let choices = page.choices.flatMap(line)
        let whole = around(body, choices: choices, title: page.title)
        if whole.lines.count < Self.height { return [whole] }
        return divided(page, body: body, choices: choices)
    }

    func around(_ body: [TerminalText], choices: [TerminalText], title: String) -> Sheet {
        var lines = head(title) + body
        if !body.isEmpty { lines.append(.empty) }
        let answers = choices + (choices.isEmpty ? [] : [.empty]) + keys
        return Sheet(lines: lines + answers, choices: answers)
    }

    /// The fixed keys; three blanks part them, and none is divided between two lines.
    var keys: [TerminalText] {
        var lines: [TerminalText] = []
        for key in frame.keys.split(separator: "   ") {
            let key = TerminalText(sanitising: String(key))
            if let last = lines.last, last.columns + 3 + key.columns <= width {
                lines[lines.count - 1] = last + "   " + key
            } else {
                lines.append(key)
            }
        }
        return lines.flatMap { TextLayout.wrap($0, width: width) }
    }

    func head(_ title: String) -> [TerminalText] {
        frame.banners.flatMap { wrap("*** \($0) ***") } + wrap(title) + [.empty]
    }

    func line(_ choice: Page.Choice) -> [TerminalText] { item(mark: "\(choice.number)", text: choice.text) }

    func lines(_ block: Page.Block) -> [TerminalText] {
        switch block {
        case .text(let text): wrap(text)
        case .item(let mark, let text): item(mark: mark, text: text)
        case .gap: [.empty]
        case .personal(let block), .said(_, let block): lines(block)
        }
    }

    func item(mark: String, text: String) -> [TerminalText] {
        let mark = TerminalText(sanitising: "  \(mark)  ")
        return TextLayout.wrap(mark + TerminalText(sanitising: text), width: width, indent: mark.columns)
    }

    func wrap(_ text: String) -> [TerminalText] {
        TextLayout.wrap(TerminalText(sanitising: text), width: width)
    }
}
