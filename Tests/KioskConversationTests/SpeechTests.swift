import AccessPointDevices
import KioskTestSupport
import PracticeBackend
import PublicServices
import ServiceDesk
import Testing
import VietnameseText

@testable import KioskConversation

/// What the voice says while the four jobs are done.
@Suite struct SpeechTests {
    @Test func `a mother who cannot read hears the way to the papers`() async throws {
        try await expect(["1", "khai sinh", "1", "1", "0", "7", "1", "0"], isSpokenAs: "find")
    }

    @Test func `a dossier is read aloud only when that is asked for`() async throws {
        let voice = MemoryVoice()
        try await Stage.play(Play.procedures, { $0.devices.voice = voice }) { stage in
            let code = try stage.code(.overdueWithApology)
            let play = try await stage.visit(["2", .line(code), "1", "1006", "0", "0"])
            #expect(play.faults.isEmpty && play.text.contains("Nghe đọc to trang này"))
            let said = voice.text
            for secret in [SpokenText.words(code), "trễ hẹn", "xin lỗi", "thủ tục mẫu"] {
                #expect(!said.lowercased().contains(secret.lowercased()), "\(secret)")
            }
            #expect(said.contains("Phần riêng của ông bà không đọc to."))
            _ = try await stage.visit(["2", .line(code), "3", "1", "1006", "4", "0", "0"])
            #expect(voice.text.contains(SpokenText.words(code)) && voice.text.contains("trễ hẹn"))
        }
        #expect(voice.hushes == 2)
    }

    @Test func `a payment is read aloud only when that is asked for`() async throws {
        try await expect(["3", "MAU0001", "2", "0", "0"], isSpokenAs: "payment")
    }

    @Test func `English pages are read in English words by an English voice`() async throws {
        let voice = try await expect(["5", "4", "1", "1", "1", "0"], isSpokenAs: "english")
        #expect(voice.said.dropFirst().flatMap(\.self).allSatisfy { $0.language == "en" })
    }

    @Test func `8 says the page again, and a long page is said sheet by sheet`() async throws {
        let voice = MemoryVoice()
        try await Stage.play(Play.procedures, { $0.devices.voice = voice }) { stage in
            _ = try await stage.visit(["8", "0"])
        }
        #expect(voice.said.count == 3 && voice.said[0] == voice.said[1])
        let phrases = try Play.languages().phrases()
        let page = Page(title: "Trang", body: (1...60).map { .text("Dòng \($0)") }, choices: ["Có"])
        let frame = PageLayout.Frame(banners: [], keys: "0", more: "Tiếp", sheet: { "(\($0)/\($1))" })
        let sheets = PageLayout(frame: frame, columns: 72).sheets(page)
        let speech = PageSpeech(phrases: phrases, namesKeys: false)
        let said = sheets.map { speech.sentences(page, part: $0.part).flatMap(\.pieces).map(\.text) }
        #expect(sheets.count > 2)
        #expect(said.flatMap(\.self).count { $0.hasPrefix("Dòng") } == 60)
        #expect(said.allSatisfy { $0.count { $0.hasPrefix("Bấm một") } == 1 })
        #expect(said.last?.last == "Có")
        for (sheet, lines) in zip(sheets, said) {
            let shown = sheet.lines.count { $0.text.hasPrefix("Dòng") }
            #expect(lines.count { $0.hasPrefix("Dòng") } == shown)
        }
    }

    @Test func `fixed sentences keep their key for a recorded clip`() throws {
        let phrases = try Play.languages().phrases()
        let page = Page(title: phrases(.helpTitle), body: [.text(phrases(.helpPrivate))], choices: [phrases(.helpBack)])
        let keys = PageSpeech(phrases: phrases, namesKeys: true).sentences(page).map(\.key)
        #expect(keys == ["help.title", "help.private", "speech.press.1", "help.back", "speech.keys"])
    }

    @Test(arguments: ["vi", "en"])
    func `everything in the starter catalogue is said in letters, in pieces of 300`(_ language: String) throws {
        let phrases = try Play.languages(first: language).phrases()
        let speech = PageSpeech(phrases: phrases, namesKeys: true)
        var pieces = 0
        for procedure in try Starter.procedures() {
            let pages = ProcedurePages(procedure: procedure, phrases: phrases, deskValues: [:])
            for page in [pages.summary, pages.papers, pages.steps, pages.law] {
                for piece in speech.sentences(page).flatMap(\.pieces) {
                    let strange = piece.text.first { !$0.isLetter && !" ,.?!".contains($0) }
                    #expect(strange == nil && piece.text.count <= 300, "\(procedure.code.text): \(piece.text)")
                    pieces += 1
                }
            }
        }
        print("\(pieces) spoken pieces of the starter catalogue: \(language)")
        #expect(pieces > 3_000)
    }

    /// Plays a visit and compares what is said with the text in the repository, which a person has read.
    @discardableResult
    private func expect(_ script: [ScriptedConsole.Input], isSpokenAs name: String) async throws -> MemoryVoice {
        let voice = MemoryVoice()
        try await Stage.play(Play.procedures, { $0.devices.voice = voice }) { stage in
            let play = try await stage.visit(script)
            #expect(play.faults.isEmpty && play.rest.isEmpty, "\(play.text)")
        }
        let difference = GoldenFile.expect(voice.text, named: name + ".txt", in: "Spoken", file: #filePath)
        #expect(difference == nil)
        let pieces = voice.said.flatMap { $0.flatMap(\.pieces) }
        #expect(pieces.allSatisfy { $0.text.count <= 300 })
        #expect(!voice.text.contains { $0.isNumber })
        return voice
    }
}
