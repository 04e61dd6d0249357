import KioskTestSupport
import PracticeBackend
import PublicServices
import Testing

@testable import KioskConversation

/// Partial packs: Chăm and Raglai as speakers fill them.
@Suite struct LanguageTests {
    private let vietnamese: LanguagePack
    private let english: LanguagePack

    init() throws {
        vietnamese = try Play.pack("vi")
        english = try Play.pack("en")
    }

    private func partial(_ phrases: [String: String], forSpeakers: [String] = []) -> LanguagePack {
        LanguagePack(tag: "xx", name: "Tiếng mẫu", fallback: "vi", forSpeakers: forSpeakers, phrases: phrases)
    }

    @Test func `a partial pack says what it has and falls back for the rest, phrase by phrase`() throws {
        let pack = partial(["help.title": "MẪU"])
        #expect(pack.faults(reference: vietnamese).isEmpty)
        let languages = try Play.found(Languages(packs: [english, pack], reserves: [vietnamese]))
        let phrases = languages.phrases("xx")
        #expect(phrases(.helpTitle) == "MẪU")
        #expect(phrases(.findTitle) == vietnamese.phrases["find.title"])
        #expect(phrases.readsVietnamese)
        #expect(!languages.phrases("en").readsVietnamese)
    }

    @Test func `a sentence no speaker has agreed to is not said`() throws {
        let pack = partial(["help.title": "BẢN NHÁP"], forSpeakers: ["help.title"])
        let languages = try Play.found(Languages(packs: [vietnamese, pack]))
        #expect(languages.phrases("xx")(.helpTitle) == vietnamese.phrases["help.title"])
        let coverage = LanguageCoverage(pack)
        #expect(coverage.spoken == 0)
        #expect(coverage.forSpeakers == ["help.title"])
    }

    @Test func `unknown keys, and marks in a complete pack, are faults`() {
        #expect(partial(["help.titel": "x"]).faults(reference: vietnamese).count == 1)
        #expect(partial([:], forSpeakers: ["help.titel"]).faults(reference: vietnamese).count == 1)
        #expect(partial(["error.empty": "{price}"]).faults(reference: vietnamese).count == 1)
        #expect(partial(["help.title": " "]).faults(reference: vietnamese).isEmpty)
        #expect(LanguageCoverage(partial(["help.title": ""])).spoken == 0)
        var marked = vietnamese
        marked.forSpeakers = ["help.title"]
        #expect(marked.faults(reference: vietnamese).count == 1)
        var missing = vietnamese
        missing.phrases["help.title"] = nil
        #expect(missing.faults(reference: vietnamese) == ["help.title: missing; add the sentence"])
        #expect(LanguageCoverage(missing).missing == ["help.title"])
        #expect(LanguageCoverage(missing).percent == 99)
    }

    @Test func `the whole talk can be held in a language of one sentence`() async throws {
        let pack = partial(["find.title": "MẪU"])
        let languages = try Play.found(Languages(packs: [pack], reserves: [vietnamese]))
        let walked = try await PageWalk(columns: 72, languages: languages).walk()
        let keys = Keys.all([vietnamese])
        for page in walked.pages {
            #expect(TranscriptLint.faults(inPage: page, keys: keys, columns: 72).isEmpty)
        }
        #expect(walked.pages.contains { $0.contains("MẪU") })
        #expect(walked.pages.count > 20)
    }

    @Test func `with three languages they are chosen by name`() async throws {
        let languages = try Play.found(Languages(packs: [vietnamese, english, partial([:])]))
        let console = ScriptedConsole(["5", "2", "5", "2", "0"])
        let desk = await MemoryKiosk.desk(
            PageWalk(columns: 72, languages: languages),
            samples: PracticeSamples(on: VietnamTime.day(of: Play.morning))
        )
        let end = await Visit(
            console: console, desk: desk, languages: languages, settings: VisitSettings(province: "MẪU")
        ).hold()
        #expect(end == .finished)
        let text = await console.transcript
        #expect(text.contains("  1  English\n  2  Tiếng mẫu\n"))
        #expect(text.contains("  5  English, Tiếng mẫu\n") && text.contains("  5  Tiếng Việt, English\n"))
    }

    @Test func `a speaker gets every missing phrase with its meaning, its place and what must stay`() throws {
        let pack = partial(["help.title": "MẪU"], forSpeakers: ["help.phone"])
        let text = TranslationSheet(pack, sources: [vietnamese, english]).text
        #expect(!text.contains("  help.title:"))
        #expect(text.contains("  # keep: {hours}, {name}, {phone}\n  help.phone: \"\"\n"))
        #expect(text.contains("# Most needed: 1\n"))
        for key in Phrase.keys where key != "help.title" {
            #expect(text.contains("\n  \(key): \""), "\(key)")
            #expect(PhrasePlace.of(key) != nil, "\(key)")
        }
    }

    @Test(arguments: ["cjm", "rog"])
    func `nothing made by a machine ships`(_ tag: String) throws {
        let pack = try Play.pack(tag)
        #expect(pack.phrases.isEmpty)
        #expect(pack.fallback == "vi")
        #expect(pack.faults(reference: vietnamese).isEmpty)
        #expect((pack.forSpeakers ?? []).count > 30)
    }
}
