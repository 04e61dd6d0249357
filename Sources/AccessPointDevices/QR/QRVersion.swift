/// The sizes of one version at one level (ISO/IEC 18004, tables 7 and 9).
struct QRVersion: Hashable, Sendable {
    let number: Int
    let level: QRCode.Level

    private static let totalCodewords = [26, 44, 70, 100, 134, 172, 196, 242, 292]
    private static let low = (check: [7, 10, 15, 20, 26, 18, 20, 24, 30], blocks: [1, 1, 1, 1, 1, 2, 2, 2, 2])
    private static let medium = (check: [10, 16, 26, 18, 24, 16, 18, 22, 22], blocks: [1, 1, 1, 2, 2, 4, 4, 4, 5])

    private var table: (check: [Int], blocks: [Int]) { level == .low ? Self.low : Self.medium }

    var size: Int { 17 + 4 * number }
    var blocks: Int { table.blocks[number - 1] }
    /// Codewords of error correction in each block.
    var checkCodewords: Int { table.check[number - 1] }
    var dataCodewords: Int { Self.totalCodewords[number - 1] - blocks * checkCodewords }

    /// Centres of the alignment patterns, the same across and down.
    var alignment: [Int] {
        switch number {
        case 1: []
        case 2...6: [6, size - 7]
        default: [6, (size - 1) / 2, size - 7]
        }
    }

    /// Data with its error correction, the blocks interleaved; the last blocks may be one codeword longer.
    func withErrorCorrection(_ data: [UInt8]) -> [UInt8] {
        let short = data.count / blocks
        let longOnes = data.count % blocks
        var start = 0
        let parts = (0..<blocks).map { block -> (data: [UInt8], check: [UInt8]) in
            let length = short + (block >= blocks - longOnes ? 1 : 0)
            defer { start += length }
            let part = Array(data[start..<(start + length)])
            return (part, ReedSolomon.remainder(of: part, count: checkCodewords))
        }
        return Self.interleaved(parts.map(\.data)) + Self.interleaved(parts.map(\.check))
    }

    private static func interleaved(_ parts: [[UInt8]]) -> [UInt8] {
        let longest = parts.map(\.count).max() ?? 0
        return (0..<longest).flatMap { index in parts.compactMap { index < $0.count ? $0[index] : nil } }
    }
}

/// Error correction over GF(256) with the polynomial 0x11D.
enum ReedSolomon {
    /// The remainder of `data` divided by the generator with `count` roots.
    static func remainder(of data: [UInt8], count: Int) -> [UInt8] {
        let generator = generator(count)
        var rest = [UInt8](repeating: 0, count: count)
        for byte in data {
            let factor = byte ^ rest.removeFirst()
            rest.append(0)
            for index in rest.indices { rest[index] ^= product(generator[index], factor) }
        }
        return rest
    }

    /// Coefficients below the leading one, highest power first.
    private static func generator(_ count: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<count {
            for index in result.indices {
                result[index] = product(result[index], root)
                if index + 1 < count { result[index] ^= result[index + 1] }
            }
            root = product(root, 2)
        }
        return result
    }

    private static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var result = 0
        for bit in (0..<8).reversed() {
            result = (result << 1) ^ ((result >> 7) * 0x11D)
            result ^= ((Int(right) >> bit) & 1) * Int(left)
        }
        return UInt8(truncatingIfNeeded: result)
    }
}
