/// One key press, as far as the line editor cares.
enum Key: Equatable, Sendable {
    case text(Unicode.Scalar)
    case enter
    case backspace
    case eraseWord
    case eraseLine
    case endOfText
    case hide
}

/// Makes keys of bytes: UTF-8 across reads, Enter in its three forms, escape sequences dropped.
struct KeyDecoder: Sendable {
    private var assembler = UTF8Assembler()
    private var escape = EscapeSequence()
    private var lastWasReturn = false
    private var escapesInARow = 0
    private var isLoneEscape = false

    /// Takes one byte; two keys come only when it ends a broken UTF-8 sequence.
    mutating func feed(_ byte: UInt8) -> (Key?, Key?) {
        let (broken, scalar) = assembler.feed(byte)
        return (broken.flatMap { key($0) }, scalar.flatMap { key($0) })
    }

    /// Says that no byte follows at the moment, so an ESC on its own was the Escape key.
    /// - Returns: `.hide` when Escape was pressed twice in a row.
    mutating func pause() -> Key? {
        guard escape.isBareEscape else { return nil }
        isLoneEscape = true
        guard escapesInARow >= 2 else { return nil }
        forget()
        return .hide
    }

    /// Drops half a character or key; a return stays known, or the line feed after it would be an Enter too.
    mutating func forget() {
        let lastWasReturn = lastWasReturn
        self = KeyDecoder()
        self.lastWasReturn = lastWasReturn
    }

    private mutating func key(_ scalar: Unicode.Scalar) -> Key? {
        escapesInARow = scalar == "\u{1B}" ? escapesInARow + 1 : 0
        if isLoneEscape {
            isLoneEscape = false
            // A slow line may cut an arrow key after its ESC; any other character is a key of its own.
            if scalar != "[", scalar != "O", scalar != "\u{1B}" { escape.reset() }
        }
        let followsReturn = lastWasReturn
        lastWasReturn = false
        guard !escape.swallows(scalar) else { return nil }
        if followsReturn, scalar == "\n" { return nil }
        lastWasReturn = scalar == "\r"
        return plainKey(scalar)
    }

    private func plainKey(_ scalar: Unicode.Scalar) -> Key? {
        switch scalar.value {
        case 0x0A, 0x0D: .enter
        case 0x04: .endOfText
        case 0x08, 0x7F: .backspace
        case 0x15: .eraseLine
        case 0x17: .eraseWord
        case 0x09: .text(" ")
        default:
            switch ScalarKind(scalar) {
            case .printable, .mark: .text(scalar)
            case .tab, .lineBreak, .dropped: nil
            }
        }
    }
}
