/// What one page says and what can be answered, before it is laid out in lines.
package struct Page: Equatable, Sendable {
    /// A piece of the body.
    package enum Block: Equatable, Sendable {
        case text(String)
        /// A line with a number or a dash before it; the following lines hang under its words.
        case item(mark: String, text: String)
        case gap
        /// Belongs to the citizen: never said aloud unless asked for.
        indirect case personal(Block)
        /// Said aloud in other words than it is written.
        indirect case said(as: String, Block)
    }

    /// A numbered choice.
    package struct Choice: Equatable, Sendable {
        package var number: Int
        package var text: String
        /// Says something of the citizen's own: never said aloud unless asked for.
        package var isPersonal = false

        package init(_ number: Int, _ text: String) {
            self.number = number
            self.text = text
        }
    }

    /// How the citizen answers.
    package enum Entry: Equatable, Sendable {
        case number
        /// Words or codes may be typed beside the numbers.
        case text(example: String)
    }

    /// A QR code that stands beside the words, where the screen can show one.
    package struct Code: Equatable, Sendable {
        /// What a scanner reads.
        package var payload: String
        /// The sentence of the page that tells how to scan it.
        package var how: String
        /// What stands in that sentence's place where the code cannot be drawn.
        package var instead: String
        /// The title where the code cannot be drawn; `nil` keeps the page's.
        package var titleInstead: String?
    }

    package var title: String
    package var body: [Block]
    /// At most six, numbered 1 to 6.
    package var choices: [Choice]
    package var entry: Entry
    /// Drawn to the left of all the words.
    package var code: Code?
    /// The typed answer is shown as stars.
    package var isHidden = false
    /// The choice that reads the page aloud; the talk itself takes it.
    var voiceChoice: Int?
    /// The first page: `9` is not offered, and a dossier's code is understood.
    package var isFirst = false

    package init(title: String, body: [Block] = [], choices: [String] = [], entry: Entry = .number) {
        self.title = title
        self.body = body
        self.choices = choices.enumerated().map { Choice($0.offset + 1, $0.element) }
        self.entry = entry
    }
}

extension Page {
    /// The page for a screen that cannot draw its code: it does not tell anybody to scan.
    func without(_ code: Code) -> Page {
        var page = self
        page.code = nil
        page.title = code.titleInstead ?? title
        page.body = body.map { $0 == .text(code.how) ? .text(code.instead) : $0 }
        return page
    }
}

extension Page.Block {
    /// Stands above what it speaks of, and must not be parted from it.
    var isHeading: Bool { text.hasSuffix(":") }

    /// "label: value" lines, leaving out what is not known.
    static func lines(_ texts: [String?]) -> [Page.Block] {
        texts.compactMap { $0.map(Page.Block.text) }
    }

    /// Whether this belongs to the citizen alone.
    var isPersonal: Bool {
        if case .personal = self { true } else { false }
    }

    /// The words of the block, with the mark before them.
    var text: String {
        switch self {
        case .text(let text): text
        case .item(let mark, let text): "\(mark) \(text)"
        case .gap: ""
        case .personal(let block), .said(_, let block): block.text
        }
    }

    /// What the voice says of it.
    var spokenText: String {
        if case .said(let words, _) = self { words } else { text }
    }
}

extension [Page.Block] {
    /// The same blocks, marked as belonging to the citizen.
    var personal: [Page.Block] { map { $0.isPersonal ? $0 : .personal($0) } }
}
