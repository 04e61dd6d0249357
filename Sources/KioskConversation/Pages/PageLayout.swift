package import AccessPointDevices

/// A page's lines as they stand on the screen at one time.
package struct Sheet: Equatable, Sendable {
    package var lines: [TerminalText]
    /// Where the choices begin, to be said again after a misunderstanding.
    package var choicesAt: Int
    /// What of the page stands here, for the voice.
    package var part = PagePart.whole

    var choices: [TerminalText] { Array(lines[choicesAt...]) }
}

/// Turns a page into sheets of at most 22 lines, none wider than 72 columns; nothing is cut.
package struct PageLayout: Sendable {
    /// The most lines a sheet has, its prompt included.
    package static let height = 22

    /// What stands around every page.
    package struct Frame: Sendable {
        /// Above the title; `nil` outside practice mode.
        package var banner: String?
        /// The four fixed keys.
        package var keys: String
        package var more: String
        /// `(trang {number}/{count})`, filled in.
        package var sheet: @Sendable (_ number: Int, _ count: Int) -> String
    }

    private let frame: Frame
    private let width: Int

    package init(frame: Frame, columns: Int) {
        self.frame = frame
        width = min(max(columns, 20), TextLayout.pageWidth)
    }

    /// Title and body on end, for places where nothing is chosen.
    package static func plain(_ page: Page, columns: Int) -> [TerminalText] {
        let none = Frame(banner: nil, keys: "", more: "", sheet: { _, _ in "" })
        let layout = PageLayout(frame: none, columns: columns)
        return layout.wrap(page.title) + page.body.flatMap(layout.lines)
    }

    /// The sheets of a page; the last one carries its choices, the others lead on.
    package func sheets(_ page: Page) -> [Sheet] {
        let body = page.body.flatMap(lines)
        let choices = page.choices.flatMap { item(mark: "\($0.number)", text: $0.text) }
        let whole = around(body, choices: choices, title: page.title)
        if whole.lines.count < Self.height { return [whole] }
        return divided(page, body: body, choices: choices)
    }

    private func divided(_ page: Page, body: [TerminalText], choices: [TerminalText]) -> [Sheet] {
        let more = item(mark: "1", text: frame.more)
        // The title of a divided page also holds its number: room is reckoned with the longest one.
        let longest = page.title + " " + frame.sheet(88, 88)
        // One line for the prompt and one for the blank line behind the body.
        let room = max(3, Self.height - 2 - around([], choices: more, title: longest).lines.count)
        let lastRoom = max(0, Self.height - 2 - around([], choices: choices, title: longest).lines.count)
        let parts = cut(body, room: room, lastRoom: lastRoom)
        let starts = page.body.reduce(into: [0]) { $0.append($0[$0.count - 1] + lines($1).count) }
        return parts.enumerated().map { index, part in
            let isLast = index == parts.count - 1
            let title = page.title + " " + frame.sheet(index + 1, parts.count)
            var sheet = around(part, choices: isLast ? choices : more, title: title)
            let held = index * room..<(isLast ? .max : (index + 1) * room)
            sheet.part = PagePart(
                hasTitle: index == 0, blocks: page.body.indices.filter { held.contains(starts[$0]) }, isLast: isLast
            )
            return sheet
        }
    }

    private func cut(_ body: [TerminalText], room: Int, lastRoom: Int) -> [[TerminalText]] {
        var parts: [[TerminalText]] = []
        var rest = body[...]
        while rest.count > lastRoom {
            parts.append(trimmed(rest.prefix(room)))
            rest = rest.dropFirst(room)
        }
        return parts + [trimmed(rest)]
    }

    private func trimmed(_ part: ArraySlice<TerminalText>) -> [TerminalText] {
        Array(part.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed())
    }

    private func around(_ body: [TerminalText], choices: [TerminalText], title: String) -> Sheet {
        var lines: [TerminalText] = []
        if let banner = frame.banner { lines += wrap("*** \(banner) ***") }
        lines += wrap(title)
        lines.append(.empty)
        lines += body
        if !body.isEmpty { lines.append(.empty) }
        let choicesAt = lines.count
        lines += choices
        if !choices.isEmpty { lines.append(.empty) }
        return Sheet(lines: lines + wrap(frame.keys), choicesAt: choicesAt)
    }

    private func lines(_ block: Page.Block) -> [TerminalText] {
        switch block {
        case .text(let text): wrap(text)
        case .item(let mark, let text): item(mark: mark, text: text)
        case .gap: [.empty]
        case .personal(let block): lines(block)
        }
    }

    private func item(mark: String, text: String) -> [TerminalText] {
        let mark = TerminalText(sanitising: "  \(mark)  ")
        return TextLayout.wrap(mark + TerminalText(sanitising: text), width: width, indent: mark.columns)
    }

    private func wrap(_ text: String) -> [TerminalText] {
        TextLayout.wrap(TerminalText(sanitising: text), width: width)
    }
}
