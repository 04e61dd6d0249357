/// A run of bytes written in one mode.
struct QRSegment: Equatable, Sendable {
    /// How characters become bits (ISO/IEC 18004, 7.4).
    enum Mode: Int, CaseIterable, Sendable {
        case numeric, alphanumeric, byte

        /// The mode's four bits.
        var indicator: Int { [1, 2, 4][rawValue] }
        /// Bits of the count, for versions 1 to 9.
        var countBits: Int { [10, 9, 8][rawValue] }
        /// Bits of mode and count.
        var headerBits: Int { 4 + countBits }
        /// Sixths of a bit that one byte takes.
        var sixths: Int { [20, 33, 48][rawValue] }

        func holds(_ byte: UInt8) -> Bool {
            switch self {
            case .numeric: (48...57).contains(byte)
            case .alphanumeric: Self.alphabet.contains(byte)
            case .byte: true
            }
        }

        static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
    }

    let mode: Mode
    let bytes: [UInt8]

    /// Header and content.
    var bitCount: Int {
        let content =
            switch mode {
            case .numeric: bytes.count / 3 * 10 + [0, 4, 7][bytes.count % 3]
            case .alphanumeric: bytes.count / 2 * 11 + bytes.count % 2 * 6
            case .byte: bytes.count * 8
            }
        // More bytes than the count can say fit into no version made here.
        return bytes.count < 1 << mode.countBits ? mode.headerBits + content : .max / 1024
    }

    /// The segments with the fewest bits: a walk over the bytes that keeps the cheapest way to each mode.
    static func shortest(for bytes: [UInt8]) -> [QRSegment] {
        let unreachable = Int.max / 2
        var costs = Mode.allCases.map { $0.headerBits * 6 }
        var origins: [[Mode]] = []
        for byte in bytes {
            var next = Mode.allCases.map { $0.holds(byte) ? costs[$0.rawValue] + $0.sixths : unreachable }
            var origin = Mode.allCases
            for to in Mode.allCases {
                for from in Mode.allCases where from.holds(byte) {
                    // A segment ends on a whole bit.
                    let cost = (next[from.rawValue] + 5) / 6 * 6 + to.headerBits * 6
                    guard cost < next[to.rawValue] else { continue }
                    next[to.rawValue] = cost
                    origin[to.rawValue] = from
                }
            }
            costs = next
            origins.append(origin)
        }
        let last = Mode.allCases.min { costs[$0.rawValue] < costs[$1.rawValue] } ?? .byte
        return joined(bytes, modes: modes(back: origins, from: last))
    }

    private static func modes(back origins: [[Mode]], from last: Mode) -> [Mode] {
        var mode = last
        return origins.reversed().map { origin in
            mode = origin[mode.rawValue]
            return mode
        }.reversed()
    }

    private static func joined(_ bytes: [UInt8], modes: [Mode]) -> [QRSegment] {
        zip(bytes, modes).reduce(into: [QRSegment]()) { segments, next in
            if let last = segments.last, last.mode == next.1 {
                segments[segments.count - 1] = QRSegment(mode: last.mode, bytes: last.bytes + [next.0])
            } else {
                segments.append(QRSegment(mode: next.1, bytes: [next.0]))
            }
        }
    }

    /// Data codewords: the segments' bits, an end, and the padding of the standard.
    static func codewords(of segments: [QRSegment], count: Int) -> [UInt8] {
        var bits = QRBits()
        for segment in segments { segment.write(into: &bits) }
        bits.append(0, count: min(4, count * 8 - bits.count))
        bits.append(0, count: (8 - bits.count % 8) % 8)
        let data = bits.bytes
        return data + (0..<(count - data.count)).map { $0 % 2 == 0 ? 0xEC : 0x11 }
    }

    private func write(into bits: inout QRBits) {
        bits.append(mode.indicator, count: 4)
        bits.append(bytes.count, count: mode.countBits)
        switch mode {
        case .numeric: writeGroups(of: 3, base: 10, widths: [0, 4, 7, 10], into: &bits) { Int($0) - 48 }
        case .alphanumeric:
            writeGroups(of: 2, base: 45, widths: [0, 6, 11], into: &bits) { Mode.alphabet.firstIndex(of: $0) ?? 0 }
        case .byte: for byte in bytes { bits.append(Int(byte), count: 8) }
        }
    }

    private func writeGroups(
        of length: Int,
        base: Int,
        widths: [Int],
        into bits: inout QRBits,
        value: (UInt8) -> Int
    ) {
        for start in stride(from: 0, to: bytes.count, by: length) {
            let group = bytes[start..<min(start + length, bytes.count)]
            bits.append(group.reduce(0) { $0 * base + value($1) }, count: widths[group.count])
        }
    }
}

/// Bits in the order of writing.
struct QRBits: Sendable {
    private var bits: [Bool] = []

    var count: Int { bits.count }

    mutating func append(_ value: Int, count: Int) {
        for bit in (0..<count).reversed() { bits.append(value >> bit & 1 == 1) }
    }

    /// Whole bytes; the caller fills up to them.
    var bytes: [UInt8] {
        stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<min(start + 8, bits.count)].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }
}
