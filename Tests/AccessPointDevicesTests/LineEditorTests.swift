import AccessPointDevices
import Testing

/// What the person at the keyboard sees and what the program gets.
private struct Typing {
    var editor = LineEditor()
    var echoed = ""
    var lines: [String] = []
    var others: [LineEditor.Action] = []

    /// Each chunk is what one read brings.
    mutating func type(_ chunks: [[UInt8]]) {
        for chunk in chunks {
            for byte in chunk { note(editor.feed(byte)) }
            note(editor.pause())
        }
    }

    mutating func type(_ text: String) { type([Array(text.utf8)]) }

    private mutating func note(_ action: LineEditor.Action) {
        switch action {
        case .none: break
        case .echo(let text): echoed += text
        case .submit(let line): lines.append(line)
        default: others.append(action)
        }
    }
}

@Suite
struct `The line editor` {
    @Test(
        arguments: [
            ("thủ tục\r", ["thủ tục"]),
            ("thữ\u{7F}ủ tục\r", ["thủ tục"]),
            ("thu\u{31B}\u{303}\u{7F}ủ\r", ["thủ"]),
            ("ab\u{8}\u{8}\u{8}c\r", ["c"]),
            ("aấữđ\u{7F}\u{7F}\u{7F}x\r", ["ax"]),
            ("đăng ký đất\u{17}nhà\r", ["đăng ký nhà"]),
            ("đăng ký  \u{17}x\r", ["đăng x"]),
            ("sai rồi\u{15}đúng\r", ["đúng"]),
            ("a\r\nb\nc\rd\r\n", ["a", "b", "c", "d"]),
            ("\r\r\n\n", ["", "", ""]),
            ("a\tb\r", ["a b"]),
            ("a\u{3}\u{1A}\u{1C}\u{13}\u{11}\u{1}\u{16}b\r", ["ab"]),
            ("a\u{4}b\r", ["ab"]),
            ("a\u{1B}[D\u{1B}[1;5C\u{1B}OA\u{1B}[3~\u{1B}[[Ab\r", ["ab"]),
            ("\u{1B}[200~dán vào\u{1B}[201~\r", ["dán vào"]),
            ("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\x\r", ["x"]),
            ("a\u{200B}\u{202E}\u{E000}\u{85}b\r", ["ab"]),
            ("\u{301}a\u{301}\u{301}\u{301}\u{301}\u{301}\r", ["a\u{301}\u{301}\u{301}\u{301}"]),
            ("漢字\u{7F}\r", ["漢"]),
        ] as [(String, [String])])
    func `keys give these lines`(keys: String, lines: [String]) {
        var typing = Typing()
        typing.type(keys)
        #expect(typing.lines.map { Array($0.utf8) } == lines.map { Array($0.utf8) })
        #expect(typing.others.allSatisfy { if case .erase = $0 { true } else { false } })
        #expect(typing.editor.isEmpty)
    }

    @Test func `letters come whole however the bytes are cut`() {
        let bytes = Array("Nguyễn Thị\u{7F}ị\r".utf8)
        var typing = Typing()
        typing.type(bytes.map { [$0] })
        #expect(typing.lines == ["Nguyễn Thị"])
    }

    @Test func `an arrow cut after its ESC is still an arrow, and Escape alone eats no letter`() {
        var typing = Typing()
        typing.type([[0x1B], Array("[A".utf8), [0x1B], Array("OB".utf8), [0x1B], Array("Phan\r".utf8)])
        #expect(typing.lines == ["Phan"])
    }

    @Test func `Escape twice hides and forgets, but not an arrow after Escape`() {
        var typing = Typing()
        typing.type([Array("mã".utf8), [0x1B], [0x1B, 0x5B, 0x41]])
        #expect(typing.others.isEmpty)
        typing.type([[0x1B], [0x1B]])
        #expect(typing.others == [.hide])
        #expect(typing.editor.isEmpty)
        typing.type("sau\r")
        #expect(typing.lines == ["sau"])
    }

    @Test func `Ctrl-D ends the input only on an empty line`() {
        var typing = Typing()
        typing.type("\u{4}")
        #expect(typing.others == [.endOfInput])
        var piped = LineEditor(endsOnControlD: false)
        #expect(piped.feed(0x04) == .none)
    }

    @Test func `erasing says how many columns go`() {
        var editor = LineEditor()
        for byte in "aữ漢".utf8 { _ = editor.feed(byte) }
        #expect(editor.columns == 4)
        #expect(editor.feed(0x7F) == .erase(columns: 2))
        #expect(editor.feed(0x7F) == .erase(columns: 1))
        #expect(editor.feed(0x15) == .erase(columns: 1))
        #expect(editor.feed(0x7F) == .none)
        #expect(editor.count == 0)
    }

    @Test func `10,000 characters fit; one more makes the line too long, and the next line is fine`() {
        var typing = Typing()
        typing.type(String(repeating: "ữ", count: 10_000) + "\r")
        #expect(typing.lines.first?.count == 10_000)
        typing.type(String(repeating: "a", count: 10_001) + "\rb\r")
        #expect(typing.others == [.tooLong])
        #expect(typing.lines.last == "b")
        #expect(typing.echoed.count == 20_001)
    }

    @Test func `clearing a line that was too long makes it good again`() {
        var typing = Typing(editor: LineEditor(limit: 3))
        typing.type("abcd\u{15}xyz\r")
        #expect(typing.lines == ["xyz"])
    }

    @Test func `bytes that are not UTF-8 stand as one mark`() {
        var typing = Typing()
        typing.type([[0x61, 0xFF, 0xFE, 0xE1, 0xBB, 0x62, 0x0D]])
        #expect(typing.lines == ["a\u{FFFD}b"])
    }

    @Test func `wiping forgets the line, half a letter and half a key`() {
        var editor = LineEditor()
        for byte in [0x61, 0xE1, 0xBB] as [UInt8] { _ = editor.feed(byte) }
        editor.wipe()
        #expect(editor.isEmpty && editor.text == "")
        #expect(editor.feed(0x62) == .echo("b"))
        #expect(editor.feed(0x0D) == .submit("b"))
        editor.wipe()
        #expect(editor.feed(0x0A) == .none)
    }

    @Test func `no random input is ever echoed as a control character, and Enter always works`() {
        var random = SplitMix64(state: 6)
        for _ in 0..<5_000 {
            var typing = Typing(editor: LineEditor(limit: 50))
            typing.type((0..<20).map { _ in (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) } })
            let before = typing.lines.count + typing.others.count { $0 == .tooLong }
            typing.type("\rx\r")
            #expect(typing.lines.count + typing.others.count { $0 == .tooLong } >= before + 1)
            #expect(typing.lines.last == "x")
            for text in [typing.echoed] + typing.lines {
                #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
            }
        }
    }
}
