/// The working of the gate: scalars go in, only what a terminal shows as text comes out.
struct TextGate {
    /// Piles of marks cover the lines around them; no living script needs more than this on one letter.
    static let mostMarks = 4

    private let keepsLines: Bool
    private let limit: Int
    private var output: [Unicode.Scalar] = []
    private var columns = 0
    private var marks = 0
    private var hasBase = false
    private var lastWasReturn = false
    private var escape = EscapeSequence()
    private var isFull = false

    init(keepingLines: Bool, limit: Int) {
        keepsLines = keepingLines
        self.limit = limit
        isFull = limit < 1
    }

    /// The harmless form of some bytes.
    static func harmless(_ bytes: some Sequence<UInt8>, keepingLines: Bool, limit: Int) -> String {
        var gate = TextGate(keepingLines: keepingLines, limit: limit)
        var assembler = UTF8Assembler()
        for byte in bytes where !gate.isFull {
            let (broken, scalar) = assembler.feed(byte)
            if let broken { gate.pass(broken) }
            if let scalar { gate.pass(scalar) }
        }
        if let broken = assembler.finish() { gate.pass(broken) }
        return gate.text
    }

    private var text: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: output)
        return String(text)
    }

    private mutating func pass(_ scalar: Unicode.Scalar) {
        guard !isFull, !escape.swallows(scalar) else { return }
        let followsReturn = lastWasReturn
        lastWasReturn = scalar == "\r"
        if followsReturn, scalar == "\n" { return }
        switch ScalarKind(scalar) {
        case .printable: appendBase(scalar)
        case .mark: appendMark(scalar)
        case .tab: appendBase(" ")
        case .lineBreak: appendBase(keepsLines ? "\n" : " ")
        case .dropped: break
        }
    }

    private mutating func appendBase(_ scalar: Unicode.Scalar) {
        // Broken bytes often come in runs; one mark says it.
        if scalar == UTF8Assembler.replacement, output.last == scalar { return }
        guard reserve(scalar) else { return }
        marks = 0
        hasBase = scalar != "\n"
    }

    private mutating func appendMark(_ scalar: Unicode.Scalar) {
        guard hasBase, marks < Self.mostMarks, reserve(scalar) else { return }
        marks += 1
    }

    /// Adds a scalar when it fits; otherwise ends the text with "…" so that nothing is cut silently.
    private mutating func reserve(_ scalar: Unicode.Scalar) -> Bool {
        let width = Self.cost(scalar)
        if columns + width <= limit {
            output.append(scalar)
            columns += width
            return true
        }
        while columns >= limit, let last = output.popLast() { columns -= Self.cost(last) }
        output.append("…")
        isFull = true
        return false
    }

    /// A newline counts one column, or a flood of them would be free.
    private static func cost(_ scalar: Unicode.Scalar) -> Int {
        scalar == "\n" ? 1 : DisplayWidth.columns(of: scalar)
    }
}
