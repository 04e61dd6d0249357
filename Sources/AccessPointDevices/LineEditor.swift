/// A line being typed: bytes go in, what to echo and the finished line come out; no I/O, no history.
///
/// Knows Enter (CR, LF, CRLF), Backspace over whole graphemes, Ctrl-U, Ctrl-W, Ctrl-D; all other controls,
/// arrows and escape sequences do nothing. Only characters the text gate lets through are taken.
package struct LineEditor: Sendable {
    /// What one byte led to.
    package enum Action: Sendable, Equatable {
        /// Nothing to do: half a character, an ignored key.
        case none
        /// Show these characters; never a control character.
        case echo(String)
        /// Take this many columns off the end of the line on the screen.
        case erase(columns: Int)
        /// Enter was pressed; the editor has forgotten the line already.
        case submit(String)
        /// Enter was pressed on a line longer than the limit; the editor has forgotten it.
        case tooLong
        /// Ctrl-D on an empty line.
        case endOfInput
        /// Escape twice.
        case hide
    }

    /// The most characters of a line; further ones are ignored.
    package static let defaultLimit = 10_000

    private let limit: Int
    private let endsOnControlD: Bool
    private var decoder = KeyDecoder()
    private var typed = SecretScalars()
    private var bases = 0
    private var hasOverflowed = false

    /// An empty line.
    /// - Parameters:
    ///   - limit: characters, marks not counted.
    ///   - endsOnControlD: whether byte 04 on an empty line ends the input, as it does on a keyboard.
    package init(limit: Int = defaultLimit, endsOnControlD: Bool = true) {
        self.limit = limit
        self.endsOnControlD = endsOnControlD
    }

    /// The characters typed so far.
    package var text: String { typed.text }

    /// Whether nothing is typed.
    package var isEmpty: Bool { typed.isEmpty }

    /// How many characters are typed, marks not counted.
    package var count: Int { bases }

    /// The columns the typed characters take.
    package var columns: Int { typed.scalars.reduce(0) { $0 + DisplayWidth.columns(of: $1) } }

    /// Takes one byte from the keyboard.
    package mutating func feed(_ byte: UInt8) -> Action {
        let (broken, key) = decoder.feed(byte)
        let first = broken.map { take($0) } ?? .none
        guard let key else { return first }
        let second = take(key)
        switch (first, second) {
        case (.echo(let mark), .echo(let text)): return .echo(mark + text)
        case (.echo, .none): return first
        default: return second
        }
    }

    /// Says that no byte follows at the moment: an ESC on its own was the Escape key.
    package mutating func pause() -> Action {
        decoder.pause().map { take($0) } ?? .none
    }

    /// Ends the line without Enter, as the end of a file does; `nil` when nothing was typed.
    package mutating func finish() -> Action? {
        isEmpty ? nil : submit()
    }

    /// Forgets the line, overwriting its memory, and any half character or key.
    package mutating func wipe() {
        typed.wipe()
        bases = 0
        hasOverflowed = false
        decoder.forget()
    }

    private mutating func take(_ key: Key) -> Action {
        switch key {
        case .text(let scalar): return insert(scalar)
        case .enter: return submit()
        case .backspace: return erase(scalars: lastGraphemeLength)
        case .eraseWord: return erase(scalars: lastWordLength)
        case .eraseLine: return erase(scalars: typed.scalars.count)
        case .endOfText: return isEmpty && endsOnControlD ? .endOfInput : .none
        case .hide:
            wipe()
            return .hide
        }
    }

    private mutating func insert(_ scalar: Unicode.Scalar) -> Action {
        guard !hasOverflowed else { return .none }
        if ScalarKind(scalar) == .mark {
            guard !isEmpty, marksAtEnd < TextGate.mostMarks else { return .none }
        } else {
            guard bases < limit else {
                hasOverflowed = true
                return .none
            }
            if scalar == UTF8Assembler.replacement, typed.scalars.last == scalar { return .none }
            bases += 1
        }
        typed.append(scalar)
        return .echo(String(Character(scalar)))
    }

    private mutating func submit() -> Action {
        let action = hasOverflowed ? Action.tooLong : .submit(typed.text)
        typed.wipe()
        bases = 0
        hasOverflowed = false
        return action
    }

    private mutating func erase(scalars count: Int) -> Action {
        guard count > 0 else { return .none }
        let erased = typed.scalars.suffix(count)
        let columns = erased.reduce(0) { $0 + DisplayWidth.columns(of: $1) }
        bases -= erased.count { ScalarKind($0) != .mark }
        typed.removeLast(count)
        if isEmpty { hasOverflowed = false }
        return columns > 0 ? .erase(columns: columns) : .none
    }

    private var marksAtEnd: Int {
        typed.scalars.reversed().prefix { ScalarKind($0) == .mark }.count
    }

    /// The scalars of the last grapheme, composed or not: they go at once.
    ///
    /// A cluster is never longer than the window looked at.
    private var lastGraphemeLength: Int {
        var tail = String.UnicodeScalarView()
        tail.append(contentsOf: typed.scalars.suffix(32))
        return String(tail).last?.unicodeScalars.count ?? 0
    }

    private var lastWordLength: Int {
        let blanks = typed.scalars.reversed().prefix { $0 == " " }.count
        return blanks + typed.scalars.dropLast(blanks).reversed().prefix { $0 != " " }.count
    }
}
