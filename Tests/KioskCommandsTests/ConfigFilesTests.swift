import FoundationEssentials
import KioskConversation
import ProcedureFinder
import PublicServices
import ServiceDesk
import Testing

@testable import KioskCommands

/// The content that ships in `kiosk-config` must be usable as it stands.
@Suite struct ConfigFilesTests {
    private let files = ConfigFiles(directory: Repository.path("kiosk-config"))

    @Test func `Vietnamese and English are complete and know every key`() throws {
        let languages = try files.languages(order: ["vi", "en"])
        #expect(languages.packs.map(\.tag) == ["vi", "en"])
        for pack in languages.packs {
            #expect(Set(pack.phrases.keys) == Set(Phrase.keys))
        }
    }

    @Test func `a missing sentence names the file, the key and the mend`() throws {
        let directory = try copyOfLanguages { $0.replacing("  frame.more: ", with: "  # frame.more: ") }
        let error = #expect(throws: ConfigurationFault.self) {
            try ConfigFiles(directory: directory.path).languages(order: ["vi", "en"])
        }
        #expect(error?.file.hasSuffix("languages/vi.yaml") == true)
        #expect(error?.mend == "frame.more: missing; add the sentence")
    }

    @Test func `an unknown sentence and an unknown place are refused`() throws {
        let surplus = try copyOfLanguages { $0 + "  frame.surplus: \"x\"\n" }
        let fault = #expect(throws: ConfigurationFault.self) {
            try ConfigFiles(directory: surplus.path).languages(order: ["vi"])
        }
        #expect(fault?.mend.contains("frame.surplus: unknown key") == true)
        let vietnamese = LanguagePack(tag: "vi", name: "", phrases: ["frame.sheet": "{number}"])
        let other = LanguagePack(tag: "xx", name: "", phrases: ["frame.sheet": "{number} {price}"])
        #expect(other.faults(reference: vietnamese).contains { $0.contains("{price}") })
    }

    @Test func `a partial pack brings the pack it falls back to, which is not offered itself`() throws {
        let languages = try files.languages(order: ["en", "cjm"])
        #expect(languages.packs.map(\.tag) == ["en", "cjm"])
        #expect(languages.completeTags == ["en"])
        #expect(languages.phrases("cjm")(.findTitle) == "TÌM THỦ TỤC")
        #expect(try files.survey(languages: languages.completeTags).questions.isEmpty == false)
    }

    @Test func `a pack that falls back to a partial one, or to none that is there, is refused`() throws {
        let directory = try copyOfLanguages { $0 }
        try directory.write("tag: aa\nname: A\nfallback: vi\nphrases: {}\n", to: "languages/aa.yaml")
        try directory.write("tag: bb\nname: B\nfallback: aa\nphrases: {}\n", to: "languages/bb.yaml")
        try directory.write("tag: cc\nname: C\nfallback: dd\nphrases: {}\n", to: "languages/cc.yaml")
        let copied = ConfigFiles(directory: directory.path)
        #expect(try copied.languages(order: ["aa"]).packs.count == 1)
        let chain = #expect(throws: ConfigurationFault.self) { try copied.languages(order: ["bb"]) }
        #expect(chain?.mend == "aa is not complete itself")
        let missing = #expect(throws: ConfigurationFault.self) { try copied.languages(order: ["vi", "cc"]) }
        #expect(missing?.file.hasSuffix("languages/dd.yaml") == true)
    }

    @Test func `everything the kiosk says in Vietnamese of itself is plain`() throws {
        #expect(try PlainSpeech(files: files).faults() == [])
    }

    @Test func `a language that is not there is named`() {
        let error = #expect(throws: ConfigurationFault.self) { try files.languages(order: ["vi", "xx"]) }
        #expect(error?.file.hasSuffix("languages/xx.yaml") == true)
    }

    @Test func `the survey asks what the law asks and has a text in every language`() throws {
        let survey = try files.survey(languages: ["vi", "en"])
        let overall = try #require(survey.questions.first)
        #expect(overall.isRequired)
        #expect(overall.options.map(\.value) == ["verySatisfied", "satisfied", "dissatisfied"])
        #expect(survey.questions.map(\.id) == ["overall", "reason", "time", "contacts", "bodies", "attitude"])
        for question in survey.questions.dropFirst(2) {
            #expect(question.options.compactMap(\.points) == [2, 1, 0])
        }
    }

    @Test func `the shipped access point is plainly a sample`() throws {
        let place = try files.accessPoint(id: "mau-1")
        #expect(place.point.hasSampleValues)
        #expect(throws: ConfigurationFault.self) { try files.accessPoint(id: "none") }
    }

    @Test func `the synonyms can be read and are many`() throws {
        #expect(try files.synonyms().synonyms.count >= 400)
    }

    @Test func `compiled synonyms are the same, and made anew after an edit or damage`() throws {
        let directory = try TemporaryDirectory()
        let compiled = directory.path + "/synonyms.bin"
        let written = try files.synonyms()
        #expect(try CompiledSynonyms(files: files, path: compiled).load() == written)
        #expect(try CompiledSynonyms(files: files, path: compiled).load() == written)
        try directory.write("nonsense", to: "synonyms.bin")
        #expect(try CompiledSynonyms(files: files, path: compiled).load() == written)
        try directory.write("synonyms:\n  - { said: [x], means: [y] }\n", to: "synonyms.yaml")
        let edited = ConfigFiles(directory: directory.path)
        #expect(try CompiledSynonyms(files: edited, path: compiled).load().synonyms.count == 1)
    }

    @Test func `the guides are sound and lead to procedures of the starter catalogue`() async throws {
        var codes: Set<ProcedureCode> = []
        for try await batch in CatalogueFile(paths: files.starterCatalogue()).stream() {
            codes.formUnion(batch.map(\.code))
        }
        let guides = try files.guides(first: Settings().guidesFirst)
        #expect(guides.first?.id == "birth")
        #expect(guides.count >= 25)
        #expect(guides.flatMap { $0.faults(knownCodes: codes) } == [])
    }

    @Test func `the days off are known for 2021 to 2026`() throws {
        let calendar = try files.calendar()
        let newYear = try #require(CalendarDay(year: 2024, month: 1, day: 1))
        #expect(!calendar.isWorkingDay(newYear))
        #expect(!calendar.isEstimated(for: 2024))
    }

    @Test func `the sample payee counts in practice only`() throws {
        #expect(try files.payees(isPractice: true) == [PayeeAccount(bank: "970436", account: "0000000000")])
        #expect(try files.payees(isPractice: false).isEmpty)
    }

    @Test(arguments: [
        "bank: 97043, account: \"1\"", "bank: \"97043x\", account: \"1\"", "bank: \"970436\", account: \"\"",
        "bank: \"970436\", account: \"12 34\"", "bank: \"970436\", account: \"12345678901234567890\"",
    ])
    func `a payee that is no account is named`(payee: String) throws {
        let directory = try TemporaryDirectory()
        try directory.write("accessPoints: []\npayees:\n  - {\(payee)}\n", to: "access-points.yaml")
        let fault = #expect(throws: ConfigurationFault.self) {
            try ConfigFiles(directory: directory.path).payees(isPractice: true)
        }
        #expect(fault?.key == "payees.0")
    }

    @Test func `local state words mean national states, whatever their capitals`() throws {
        let names = try files.localStates()
        #expect(names.state(of: "waiting") == .supplementRequested)
        #expect(names.state(of: " Releasing ") == .finished)
        #expect(names.state(of: "interoperating") == nil)
        let directory = try TemporaryDirectory()
        try directory.write("states:\n  \"Đang  ký\": 4\n  \"12\": 5\n", to: "dossier-states.yaml")
        let local = try ConfigFiles(directory: directory.path).localStates()
        #expect(local.state(of: "đang ký") == .processing && local.state(of: "12") == .supplementRequested)
        try directory.write("states: {odd: 11}\n", to: "dossier-states.yaml")
        let fault = #expect(throws: ConfigurationFault.self) {
            try ConfigFiles(directory: directory.path).localStates()
        }
        #expect(fault?.key == "states.odd")
    }

    private func copyOfLanguages(_ change: (String) -> String) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        for tag in ["vi", "en"] {
            let text = try String(contentsOfFile: files.path("languages/\(tag).yaml"), encoding: .utf8)
            try directory.write(tag == "vi" ? change(text) : text, to: "languages/\(tag).yaml")
        }
        return directory
    }
}
