import AccessPointDevices

extension PageLayout {
    /// The sheets of a page that one does not hold; the last one carries the choices.
    func divided(_ page: Page, body: [TerminalText], choices: [TerminalText]) -> [Sheet] {
        let more = item(mark: "1", text: frame.more)
        // The title of a divided page also holds its number: room is reckoned with the longest one.
        let longest = page.title + " " + frame.sheet(88, 88)
        // One line for the prompt and one for the blank line behind the body.
        let room = max(3, Self.height - 2 - around([], choices: more, title: longest).lines.count)
        let lastRoom = max(0, Self.height - 2 - around([], choices: choices, title: longest).lines.count)
        let starts = page.body.reduce(into: [0]) { $0.append($0[$0.count - 1] + lines($1).count) }.dropLast()
        let breaks = zip(starts, [nil] + page.body).filter { $1?.isHeading != true }.map(\.0)
        let parts = cut(body.count, at: breaks, room: room, lastRoom: lastRoom)
        return parts.enumerated().map { index, part in
            let isLast = index == parts.count - 1
            let title = page.title + " " + frame.sheet(index + 1, parts.count)
            var sheet = around(trimmed(body[part]), choices: isLast ? choices : more, title: title)
            sheet.part = PagePart(
                hasTitle: index == 0, blocks: page.body.indices.filter { part.contains(starts[$0]) },
                leadsOn: !isLast, isEnd: isLast
            )
            return sheet
        }
    }

    /// Divides lines where a sentence or an item begins, so that none is read in two halves; one that is longer than
    /// half a sheet is divided itself.
    ///
    /// - Parameter breaks: lines before which the page may be divided, from the first on.
    private func cut(_ count: Int, at breaks: [Int], room: Int, lastRoom: Int) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        while count - start > lastRoom {
            let end = min(start + room, count)
            let least = start + max(1, room / 2)
            // Something stays for the sheet with the choices.
            let at = breaks.last { least <= $0 && $0 <= end && $0 < count } ?? end
            parts.append(start..<at)
            start = at
        }
        return parts + [start..<count]
    }

    private func trimmed(_ part: ArraySlice<TerminalText>) -> [TerminalText] {
        Array(part.drop(while: \.isEmpty).reversed().drop(while: \.isEmpty).reversed())
    }
}
