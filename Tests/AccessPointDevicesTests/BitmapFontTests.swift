import AccessPointDevices
import FoundationEssentials
import KioskTestSupport
import Testing

@Suite
struct `A font of dots` {
    /// An `A` of 8 × 16 dots.
    private static let rows: [UInt8] = [0, 0, 0, 0, 0x18, 0x24, 0x24, 0x42, 0x42, 0x7E, 0x42, 0x42, 0x42, 0x42, 0, 0]

    private func font(_ bytes: [UInt8], named name: String, packed: Bool = false) async throws -> BitmapFont? {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        try Data(bytes).write(to: URL(filePath: "\(folder.path)/\(name)"))
        guard packed else { return await FontFile(path: "\(folder.path)/\(name)").load() }
        let gzip = try #require(Tool(path: "/usr/bin/gzip"))
        let small = try await gzip.run(["-c"], input: bytes, within: .seconds(120))
        try Data(small).write(to: URL(filePath: "\(folder.path)/\(name).gz"))
        return await FontFile(path: "\(folder.path)/\(name).gz").load()
    }

    private func expectLetterA(_ font: BitmapFont?) throws {
        let font = try #require(font)
        #expect(font.cellWidth == 8 && font.height == 16)
        #expect(font.glyph(for: "A").rows == Self.rows.map { UInt64($0) })
    }

    private var hex: [UInt8] {
        let digits = Self.rows.map { String($0, radix: 16) }.map { $0.count == 1 ? "0" + $0 : $0 }
        return Array("0041:\(digits.joined())\n".utf8)
    }

    @Test func `is read from Unifont's lines, packed or not`() async throws {
        try expectLetterA(try await font(hex, named: "a.hex"))
        try expectLetterA(try await font(hex, named: "a.hex", packed: true))
    }

    @Test func `is read from BDF, a small drawing put into the font's box`() async throws {
        let drawn = Self.rows[4..<14].map { row in
            let digits = String(row << 1, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        let bdf = """
            STARTFONT 2.1
            FONTBOUNDINGBOX 8 16 0 -2
            CHARS 1
            STARTCHAR A
            ENCODING 65
            DWIDTH 8 0
            BBX 6 10 1 0
            BITMAP
            \(drawn.joined(separator: "\n"))
            ENDCHAR
            ENDFONT
            """
        try expectLetterA(try await font(Array(bdf.utf8), named: "a.bdf"))
    }

    @Test func `is read from console fonts of both kinds, by their tables`() async throws {
        var first: [UInt8] = [0x36, 0x04, 0x02, 16]
        for index in 0..<256 { first += index == 7 ? Self.rows : [UInt8](repeating: 0, count: 16) }
        let letter: [UInt8] = [0x41, 0x00, 0xFE, 0xFF, 0x41, 0x00, 0x01, 0x03, 0xFF, 0xFF]
        for index in 0..<256 { first += index == 7 ? letter : [0xFF, 0xFF] }
        try expectLetterA(try await font(first, named: "a.psf"))
        let words: [UInt32] = [0x864A_B572, 0, 32, 1, 2, 16, 16, 8]
        var second = words.flatMap { word in (0..<4).map { UInt8(word >> (8 * UInt32($0)) & 0xFF) } }
        second += [UInt8](repeating: 0xFF, count: 16) + Self.rows + [0x42, 0xFF, 0x41, 0xFE, 0x41, 0xCC, 0x81, 0xFF]
        try expectLetterA(try await font(second, named: "a.psfu"))
    }

    @Test func `that is cut off, damaged or none is no font, and no trap`() async throws {
        #expect(try await font([], named: "empty") == nil)
        #expect(try await font(Array("not a font".utf8), named: "text") == nil)
        #expect(await FontFile(path: "/nowhere/font.hex").load() == nil)
        var random = SplitMix64(state: 12)
        for round in 0..<400 {
            let starts = [[0x36, 0x04, 0x02, 16], [0x72, 0xB5, 0x4A, 0x86], Array("STARTFONT\n".utf8), hex]
            var bytes = starts[round % 4]
            for _ in 0..<Int.random(in: 0...200, using: &random) {
                bytes.append(UInt8.random(in: 0...255, using: &random))
            }
            _ = try await font(bytes, named: "damaged")
        }
    }
}
