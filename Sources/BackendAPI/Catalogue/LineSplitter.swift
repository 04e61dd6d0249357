/// Cuts a stream of bytes into lines of JSON as it arrives.
package struct LineSplitter: Sendable {
    /// A line longer than `limit`.
    package struct LineTooLong: Error, Equatable, Sendable {}

    private let limit: Int
    private var pending: [UInt8] = []

    /// - Parameter limit: Longest line in bytes.
    package init(limit: Int = BodyLimit.line) {
        self.limit = limit
    }

    /// The lines that `bytes` completes, without line ends; empty lines are left out.
    ///
    /// - Throws: `LineTooLong`.
    package mutating func lines(adding bytes: some Collection<UInt8>) throws(LineTooLong) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            try keep(rest[..<end])
            if let line = take() { lines.append(line) }
            rest = rest[rest.index(after: end)...]
        }
        try keep(rest)
        return lines
    }

    /// The last line when the stream ended without a line end.
    package mutating func last() -> [UInt8]? { take() }

    private mutating func keep(_ bytes: some Collection<UInt8>) throws(LineTooLong) {
        guard pending.count + bytes.count <= limit else { throw LineTooLong() }
        pending.append(contentsOf: bytes)
    }

    private mutating func take() -> [UInt8]? {
        defer { pending = [] }
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        return pending.isEmpty ? nil : pending
    }
}
