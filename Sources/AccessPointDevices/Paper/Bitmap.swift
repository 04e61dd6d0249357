/// Black dots on white paper, eight to a byte, the leftmost in the highest bit.
package struct Bitmap: Equatable, Sendable {
    /// Dots in a row; a multiple of eight.
    package let width: Int
    /// Rows, each `width / 8` bytes.
    package private(set) var bytes: [UInt8] = []

    /// A strip without rows; `width` is rounded down to a multiple of eight.
    package init(width: Int) { self.width = max(8, width / 8 * 8) }

    /// Bytes in a row.
    package var stride: Int { width / 8 }

    /// How many rows there are.
    package var height: Int { bytes.count / stride }

    /// Adds white rows at the foot.
    package mutating func extend(by rows: Int) {
        bytes.append(contentsOf: repeatElement(0, count: max(0, rows) * stride))
    }

    /// Blackens a dot; one beyond the paper is nothing.
    package mutating func mark(x: Int, y: Int) {
        guard x >= 0, x < width, y >= 0, y < height else { return }
        bytes[y * stride + x / 8] |= 0x80 >> UInt8(x % 8)
    }

    /// Whether a dot is black; beyond the paper all is white.
    package func isMarked(x: Int, y: Int) -> Bool {
        guard x >= 0, x < width, y >= 0, y < height else { return false }
        return bytes[y * stride + x / 8] & 0x80 >> UInt8(x % 8) != 0
    }

    /// The rows of a range, as they stand in memory.
    package func rows(_ range: Range<Int>) -> ArraySlice<UInt8> {
        let range = range.clamped(to: 0..<height)
        return bytes[range.lowerBound * stride..<range.upperBound * stride]
    }
}
