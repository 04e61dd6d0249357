/// Follows terminal control sequences (ECMA-48) so that they can be dropped whole, parameters included.
///
/// The same machine serves text on its way to the screen and keys on their way in: both know
/// CSI, OSC, DCS, SOS, PM, APC, SS2, SS3, their C1 forms, and the Linux console's `ESC [ [ A`.
struct EscapeSequence: Sendable {
    private enum State {
        case ground, escape, intermediate, control(isFresh: Bool), oneMore, string, stringEscape
    }

    private var state = State.ground

    /// Whether only an ESC has come so far: a sequence may follow, or it was the Escape key.
    var isBareEscape: Bool {
        if case .escape = state { true } else { false }
    }

    /// Forgets a sequence that has begun.
    mutating func reset() { state = .ground }

    /// Whether the scalar belongs to a control sequence; `false` means it is text.
    mutating func swallows(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        switch state {
        case .ground: return begins(value)
        case .escape: return afterEscape(value)
        case .intermediate: return afterIntermediate(value)
        case .control(let isFresh): return inControl(value, isFresh: isFresh)
        case .oneMore: return (0x20...0x7E).contains(value) ? end() : begins(value)
        case .string: return inString(value)
        case .stringEscape:
            if value == 0x5C { return end() }
            return afterEscape(value)
        }
    }

    private mutating func end() -> Bool {
        state = .ground
        return true
    }

    private mutating func enter(_ next: State) -> Bool {
        state = next
        return true
    }

    private mutating func begins(_ value: UInt32) -> Bool {
        switch value {
        case 0x1B: return enter(.escape)
        case 0x9B: return enter(.control(isFresh: true))
        case 0x8E, 0x8F: return enter(.oneMore)
        case 0x90, 0x98, 0x9D, 0x9E, 0x9F: return enter(.string)
        default:
            state = .ground
            return false
        }
    }

    private mutating func afterEscape(_ value: UInt32) -> Bool {
        switch value {
        case 0x5B: return enter(.control(isFresh: true))
        case 0x50, 0x58, 0x5D, 0x5E, 0x5F: return enter(.string)
        case 0x4E, 0x4F: return enter(.oneMore)
        case 0x20...0x2F: return enter(.intermediate)
        case 0x30...0x7E: return end()
        default: return begins(value)
        }
    }

    private mutating func afterIntermediate(_ value: UInt32) -> Bool {
        switch value {
        case 0x20...0x2F: return true
        case 0x30...0x7E: return end()
        default: return begins(value)
        }
    }

    private mutating func inControl(_ value: UInt32, isFresh: Bool) -> Bool {
        switch value {
        case 0x20...0x3F: return enter(.control(isFresh: false))
        case 0x5B where isFresh: return enter(.oneMore)
        case 0x40...0x7E: return end()
        default: return begins(value)
        }
    }

    /// A string ends at ST or BEL; a line's end also ends it, so an unfinished one never eats the next line.
    private mutating func inString(_ value: UInt32) -> Bool {
        switch value {
        case 0x07, 0x9C: return end()
        case 0x1B: return enter(.stringEscape)
        case 0x0A, 0x0D, 0x18, 0x1A: return begins(value)
        default: return true
        }
    }
}
