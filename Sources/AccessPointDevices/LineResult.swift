/// What came of asking for a line.
package enum LineResult: Sendable, Equatable {
    /// The line the person ended with Enter: gated, without the line end, perhaps empty.
    case line(String)
    /// No more input will come (Ctrl-D on an empty line, hang-up, closed input or output, cancellation).
    ///
    /// It ends the visit and is never an answer.
    case endOfInput
    /// Nobody pressed a key for the given time; `kept` characters wait for the next `readLine`.
    case idle(kept: Int)
    /// The line was longer than the editor holds; nothing of it is kept.
    case tooLong
    /// Escape was pressed twice: the screen is already blank, everything typed is forgotten.
    case hideNow
}

/// What came of waiting for any key.
package enum KeyResult: Sendable, Equatable {
    /// A key was pressed; it is used up and not part of any line.
    case pressed
    /// Nobody pressed a key in time.
    case idle
    /// No more input will come.
    case endOfInput
}
