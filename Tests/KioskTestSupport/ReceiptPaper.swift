/// A receipt printer that understands the commands the kiosk sends and nothing else: what came out, as dots.
package struct ReceiptPaper {
    /// The printed dots, all bands below each other.
    package private(set) var rows: [[Bool]] = []
    /// How often the paper was cut.
    package private(set) var cuts = 0
    /// Lines of blank paper fed before the cut.
    package private(set) var fed = 0
    /// What was no command; empty after a good slip.
    package private(set) var faults: [String] = []

    private var rest: ArraySlice<UInt8>

    package init(printing bytes: [UInt8]) {
        rest = bytes[...]
        while !rest.isEmpty, faults.isEmpty { command() }
    }

    /// Whether a dot is black; the paper is white beyond what was printed.
    package func isMarked(x: Int, y: Int) -> Bool {
        rows.indices.contains(y) && rows[y].indices.contains(x) && rows[y][x]
    }

    private mutating func command() {
        if take([0x1B, 0x40]) {
            return
        } else if take([0x1B, 0x64]), let lines = rest.popFirst() {
            fed += Int(lines)
        } else if take([0x1D, 0x56, 0x42]), rest.popFirst() != nil {
            cuts += 1
        } else if take([0x1D, 0x76, 0x30, 0x00]) {
            band()
        } else {
            faults.append("no command: \(rest.prefix(8).map { String($0, radix: 16) })")
        }
    }

    private mutating func band() {
        guard let width = number(), let height = number(), width * height <= rest.count, height <= 2303 else {
            faults.append("a band that is not whole")
            return
        }
        for _ in 0..<height {
            let row = rest.prefix(width)
            rest = rest.dropFirst(width)
            rows.append(row.flatMap { byte in (0..<8).map { byte & 0x80 >> UInt8($0) != 0 } })
        }
    }

    private mutating func number() -> Int? {
        guard let low = rest.popFirst(), let high = rest.popFirst() else { return nil }
        return Int(low) | Int(high) << 8
    }

    private mutating func take(_ bytes: [UInt8]) -> Bool {
        guard rest.starts(with: bytes) else { return false }
        rest = rest.dropFirst(bytes.count)
        return true
    }
}
