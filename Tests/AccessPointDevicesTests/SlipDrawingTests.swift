import AccessPointDevices
import FoundationEssentials
import KioskTestSupport
import Testing

/// Fonts of dots: one made here with a drawing of its own for each letter, and Debian's Unifont where it is there.
enum TestFonts {
    static let unifont = "/usr/share/unifont/unifont.hex"

    /// ASCII and the 134 letters, each with other dots.
    static func hex() -> String {
        let ascii = (0x20...0x7E).compactMap { Unicode.Scalar($0) }
        let scalars = ascii + vietnameseLetters.unicodeScalars
        return scalars.enumerated().map { index, scalar in
            var random = SplitMix64(state: UInt64(index + 1))
            let rows = (0..<16).map { _ in String(random.next() & 0xFF | 0x100, radix: 16).dropFirst() }.joined()
            return "\(String(scalar.value, radix: 16)):\(scalar == " " ? String(repeating: "0", count: 32) : rows)"
        }.joined(separator: "\n")
    }

    static func own(in folder: ScriptFolder) async throws -> BitmapFont {
        try Data(hex().utf8).write(to: URL(filePath: folder.path + "/own.hex"))
        return try #require(await FontFile(path: folder.path + "/own.hex").load())
    }

    static func all(in folder: ScriptFolder) async throws -> [BitmapFont] {
        [try await own(in: folder), await FontFile(path: unifont).load()].compactMap(\.self)
    }
}

@Suite
struct `A slip as dots` {
    @Test func `all 134 letters come out of the printer as the font draws them, composed and taken apart`() async throws
    {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        let fonts = try await TestFonts.all(in: folder)
        for font in fonts {
            for (dots, scale) in [(384, 1), (384, 2), (576, 1), (576, 2), (576, 3)] {
                let drawing = SlipDrawing(font: font, dots: dots, scale: scale)
                for letters in [vietnameseLetters, vietnameseLetters.map(decomposition).joined()] {
                    expectDrawn(letters, by: drawing, font: font, scale: scale)
                }
            }
        }
        print("134 letters compared dot by dot in \(fonts.count) fonts, 5 sizes, composed and taken apart")
    }

    /// Prints letters, lets the printer read the bytes, and compares each letter's place with the font.
    private func expectDrawn(_ letters: String, by drawing: SlipDrawing, font: BitmapFont, scale: Int) {
        let bitmap = drawing.drawing(of: PaperSlip(lines: [TerminalText(sanitising: letters)]))
        let paper = ReceiptPaper(printing: ReceiptStream.bytes(printing: bitmap))
        #expect(paper.faults.isEmpty && paper.cuts == 1 && paper.fed >= 3)
        #expect(paper.rows.count == bitmap.height)
        var wrong: [Character] = []
        for (index, letter) in letters.enumerated() {
            let left = index % drawing.columns * font.cellWidth * scale
            let top = index / drawing.columns * drawing.lineHeight
            let glyph = font.glyph(for: letter)
            let isSame = (0..<font.height * scale).allSatisfy { y in
                (0..<font.cellWidth * scale).allSatisfy { x in
                    paper.isMarked(x: left + x, y: top + y) == glyph.isMarked(x: x / scale, y: y / scale)
                }
            }
            if !isSame || !font.draws(letter) { wrong.append(letter) }
        }
        #expect(letters.count == 134)
        #expect(wrong.isEmpty)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: TestFonts.unifont)))
    func `no two Vietnamese letters look alike on paper`() async throws {
        let font = try #require(await FontFile(path: TestFonts.unifont).load())
        let drawings = Set(vietnameseLetters.map { font.glyph(for: $0).rows })
        #expect(drawings.count == 134)
    }

    @Test func `no text can be a printer's command`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        let font = try await TestFonts.own(in: folder)
        var hostile = HostileBytes(seed: 6)
        for _ in 0..<300 {
            let slip = PaperSlip(lines: [TerminalText(sanitising: hostile.next()), "x"])
            let bitmap = SlipDrawing(font: font, dots: 384, scale: 2).drawing(of: slip)
            let paper = ReceiptPaper(printing: ReceiptStream.bytes(printing: bitmap))
            #expect(paper.faults.isEmpty && paper.cuts == 1)
            let text = String(decoding: slip.plainText(columns: 72), as: UTF8.self)
            #expect(GateOracle.faults(in: text, newlines: true).isEmpty)
        }
    }

    @Test func `plain text has its letters composed and its items hanging`() {
        let slip = PaperSlip(lines: [
            TerminalText(sanitising: vietnameseLetters.map(decomposition).joined()),
            "[12] Giấy tờ tùy thân có ảnh để đối chiếu",
        ])
        let lines = String(decoding: slip.plainText(columns: 24), as: UTF8.self).split(separator: "\n")
        #expect(Array(lines.prefix(6).joined().utf8) == Array(vietnameseLetters.utf8))
        #expect(lines.suffix(2) == ["[12] Giấy tờ tùy thân có", "     ảnh để đối chiếu"])
    }

    @Test func `a character the font lacks is a box, a strange mark stands on its letter`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        let font = try await TestFonts.own(in: folder)
        #expect(font.glyph(for: "漢").rows.contains { $0 != 0 })
        #expect(font.glyph(for: "a\u{331}") == font.glyph(for: "a"))
    }

    @Test func `a PDF holds every row once, no page ends within a line, and its table is right`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        let font = try await TestFonts.own(in: folder)
        let drawing = SlipDrawing(font: font, dots: 576, scale: 1)
        let lines = (1...90).map { TerminalText(sanitising: "Dòng thứ \($0)") }
        let bitmap = drawing.drawing(of: PaperSlip(lines: lines))
        let document = SlipDocument.bytes(printing: bitmap, lineHeight: drawing.lineHeight)
        let reading = try #require(DocumentReading(document))
        #expect(reading.images.count == 2)
        // Compared without the macro: a failure would print a megabyte.
        let holdsAll = Array(reading.images.joined()) == bitmap.bytes
        #expect(holdsAll)
        #expect(reading.images.allSatisfy { $0.count % (drawing.lineHeight * bitmap.stride) == 0 })
    }
}

/// Takes a PDF of slips apart by its table of places.
private struct DocumentReading {
    var images: [[UInt8]] = []

    init?(_ bytes: [UInt8]) {
        let text = String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
        guard text.hasPrefix("%PDF-1.4"), let start = text.split(separator: "\n").suffix(2).first.flatMap({ Int($0) })
        else { return nil }
        let table = String(decoding: bytes[start...], as: UTF8.self).split(separator: "\n")
        guard table[0] == "xref", let count = Int(table[1].dropFirst(2)) else { return nil }
        for number in 1..<count {
            guard let place = Int(table[2 + number].prefix(10)) else { return nil }
            let object = Array("\(number) 0 obj".utf8)
            guard bytes[place...].starts(with: object) else { return nil }
            let head = String(
                decoding: bytes[place..<min(place + 300, bytes.count)].map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
            guard Self.dictionary(head).contains("/Subtype /Image"),
                let length = Self.number(after: "/Length ", in: head)
            else { continue }
            guard let stream = Self.place(of: "stream\n", in: bytes, from: place) else { return nil }
            images.append(Array(bytes[stream..<stream + length]))
        }
    }

    /// What stands before the stream or the end of the object.
    private static func dictionary(_ text: String) -> Substring {
        let end = text.indices.first { text[$0...].hasPrefix("stream") || text[$0...].hasPrefix("endobj") }
        return text[..<(end ?? text.endIndex)]
    }

    private static func number(after word: String, in text: String) -> Int? {
        text.indices.first { text[$0...].hasPrefix(word) }.flatMap { index in
            Int(text[text.index(index, offsetBy: word.count)...].prefix { $0.isNumber })
        }
    }

    private static func place(of word: String, in bytes: [UInt8], from start: Int) -> Int? {
        (start..<bytes.count).first { bytes[$0...].starts(with: word.utf8) }.map { $0 + word.utf8.count }
    }
}
