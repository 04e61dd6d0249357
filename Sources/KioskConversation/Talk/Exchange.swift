import AccessPointDevices

/// What a citizen answered to a page.
enum Reply: Equatable, Sendable {
    case choice(Int)
    case text(String)
}

/// What is wrong with an answer: a sentence for the citizen.
struct Misunderstanding: Error, Equatable {
    let text: String

    init(_ text: String) { self.text = text }
}

/// A page while it is being answered: which sheet is shown and how often it was misunderstood.
struct Exchange {
    let sheets: [Sheet]
    /// The sheets are single items, and every one of them takes every answer of the page.
    let isSlow: Bool
    private let allChoices: [TerminalText]
    private(set) var index = 0
    private(set) var mistakes = 0

    /// Lays a page out for one way of holding the talk.
    init(_ page: Page, layout: PageLayout, isSlow: Bool) {
        // A QR code is looked at, not read: its page stays whole.
        self.isSlow = isSlow && page.code == nil
        sheets = self.isSlow ? layout.items(page) : layout.sheets(page)
        allChoices = layout.choices(page)
    }

    /// The lines on the screen; the same bytes each time they are repeated.
    var current: Sheet { sheets[index] }
    var isLast: Bool { index == sheets.count - 1 }
    var isFirst: Bool { index == 0 }

    /// Whether an answer to the page may be given now; the sheets of a long page only lead on.
    var takesAnswers: Bool { isSlow || isLast }
    /// The choices and the keys, for saying them again.
    var choices: [TerminalText] { isSlow ? allChoices : current.choices }
    /// How far `8` goes back: a page said item by item begins again.
    var stepsToRepeat: Int { isSlow ? -index : 0 }

    mutating func turn(_ step: Int) { index = min(max(0, index + step), sheets.count - 1) }

    /// Counts a misunderstanding, after which all choices were said; from the third on a person is offered.
    mutating func noteMistake() -> Bool {
        mistakes += 1
        if isSlow { index = sheets.count - 1 }
        return mistakes >= 3
    }
}

/// What a typed line means on a page.
enum Heard: Equatable {
    /// Another sheet of the same page, or the same sheet again for `0` steps.
    case turn(Int)
    case help
    /// All of the page is to be said aloud, the personal part too.
    case readAloud
    case leave(Departure)
    case reply(Reply)
    case misunderstood(String)

    /// The line as a key: one digit, with or without a dot behind it.
    static func key(_ line: String) -> Int? {
        let bare = line.hasSuffix(".") || line.hasSuffix(")") ? line.dropLast() : line[...]
        guard bare.utf8.count == 1, let digit = bare.utf8.first, (48...57).contains(digit) else { return nil }
        return Int(digit) - 48
    }
}
