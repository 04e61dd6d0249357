import AccessPointDevices
import FoundationEssentials
import KioskTestSupport
import PracticeBackend
import ProcedureFinder
import PublicServices
import ServiceDesk
import Testing
import Yams

@testable import KioskConversation

/// Every page of the talk, in every language, wide and narrow, with the backend and without.
@Suite struct PageWalkTests {
    struct Kiosk: CustomTestStringConvertible, Sendable {
        var language: String
        var columns: Int
        var isAway = false
        var isFull = false
        /// Has a printer and a voice.
        var isEquipped = false
        var manner = Manner()

        var testDescription: String {
            let holding = manner.isSlow ? ", slow" : manner.isVolunteer ? ", volunteer" : ""
            let state =
                (isAway ? ", backend away" : "") + (isFull ? ", outbox full" : "")
                + (isEquipped ? ", printer and voice" : "")
            return "\(language) alone, \(columns) columns\(holding)\(state)"
        }
    }

    static let manners = [Manner(), Manner(isSlow: true), Manner(isVolunteer: true)]

    /// Each language in each manner, wide and narrow, with the backend and without, and with a full outbox.
    static let kiosks =
        ["vi", "en"].flatMap { language in
            manners.flatMap { manner in
                [72, 40].flatMap { columns in
                    [false, true].map { Kiosk(language: language, columns: columns, isAway: $0, manner: manner) }
                } + [Kiosk(language: language, columns: 72, isFull: true, manner: manner)]
            }
        } + [Kiosk(language: "vi", columns: 40, isEquipped: true)]

    @Test(arguments: kiosks)
    func `every page is short, narrow, numbered and never a dead end`(_ kiosk: Kiosk) async throws {
        let pack = try Play.pack(kiosk.language)
        var walk = PageWalk(columns: kiosk.columns, languages: try Play.found(Languages(packs: [pack])))
        walk.manner = kiosk.manner
        if kiosk.isAway { walk.conduct = .fail(BackendError(.cannotConnect)) }
        if kiosk.isFull { walk.capacity = 0 }
        let voice = MemoryVoice()
        if kiosk.isEquipped {
            walk.devices.printer = MemoryPrinter()
            walk.devices.voice = voice
        }
        let walked = try await walk.walk()
        let keys = Keys.all(walk.languages.packs)
        for page in walked.pages {
            let isWhole = !kiosk.manner.isSlow
            let faults = TranscriptLint.faults(inPage: page, keys: keys, columns: kiosk.columns, isWhole: isWhole)
            #expect(faults.isEmpty, "\(faults)\n\(page.joined(separator: "\n"))")
            #expect(Keys.namesPerson(page), "no phone and hours\n\(page.joined(separator: "\n"))")
        }
        print("\(walked.pages.count) pages in \(walked.visits) visits: \(kiosk.testDescription)")
        #expect(walked.pages.count > 20)
        let pieces = voice.said.flatMap { $0.flatMap(\.pieces) }
        #expect(pieces.allSatisfy { $0.text.count <= 300 && !$0.text.contains { $0.isNumber } })
        #expect(pieces.isEmpty == !kiosk.isEquipped)
        #expect(walked.visits < 5_000)
        #expect(walked.mostLines <= 21)
    }

    @Test(arguments: ["vi", "en"])
    func `from each language one key leads to the other, and from each manner into every other`(_ first: String)
        async throws
    {
        let languages = try Play.languages(first: first)
        let samples = PracticeSamples(on: VietnamTime.day(of: Play.morning))
        let walk = PageWalk(columns: 72, languages: languages)
        for (script, sign) in [
            (["5"], languages.packs[1].phrases["welcome.intro"]),
            (["5", "5"], languages.packs[0].phrases["welcome.intro"]),
            (["7", "3"], languages.packs[0].phrases["welcome.volunteer"]),
            (["7", "3", "7", "4"], languages.packs[0].phrases["welcome.intro"]),
        ] {
            let console = WalkingConsole(script, columns: 72)
            let desk = await MemoryKiosk.desk(walk, samples: samples)
            _ = await Visit(
                console: console, desk: desk, languages: languages, settings: VisitSettings(province: "MẪU")
            ).hold()
            let wanted = try Play.found(sign)
            #expect(await console.page.contains(wanted), "\(script)")
        }
    }

    @Test(arguments: [("vi", 72), ("vi", 40), ("en", 72), ("en", 40)])
    func `every page of every procedure of the starter catalogue fits`(_ language: String, _ columns: Int) throws {
        let phrases = try Play.languages(first: language).phrases()
        var pages = 0
        for procedure in try Starter.procedures() {
            let made = ProcedurePages(
                procedure: procedure, phrases: phrases,
                deskValues: DeskWords(phrases: phrases).values(Play.place.hotline)
            )
            for page in [made.summary, made.papers, made.steps, made.place, made.law, made.report] {
                pages += expectFits(page, phrases: phrases, columns: columns)
            }
        }
        print("\(pages) sheets of procedures: \(language), \(columns) columns")
        #expect(pages > 1_000)
    }

    @Test(arguments: [("vi", 72), ("vi", 40), ("en", 72), ("en", 40)])
    func `every question of every guide fits`(_ language: String, _ columns: Int) throws {
        let phrases = try Play.languages(first: language).phrases()
        var pages = 0
        for guide in try Starter.guides() {
            for question in guide.questions {
                let options = question.options.map { $0.text.text(in: language) } + [phrases(.guideUnknown)]
                let page = Page(
                    title: guide.title.text(in: language), body: [.text(question.text.text(in: language)), .gap],
                    choices: options
                )
                let sheets = expectFits(page, phrases: phrases, columns: columns)
                #expect(sheets == 1, "\(guide.id): \(question.id) takes \(sheets) sheets")
                pages += sheets
            }
        }
        #expect(pages > 100)
    }

    private func expectFits(_ page: Page, phrases: Phrases, columns: Int) -> Int {
        let keys = Keys.all([phrases.pack])
        let frame = PageLayout.Frame(
            banners: [phrases(.practiceBanner)], keys: phrases(.keysFull), more: phrases(.more),
            sheet: { phrases(.sheet, ["number": "\($0)", "count": "\($1)"]) }
        )
        let sheets = PageLayout(frame: frame, columns: columns).sheets(page)
        for sheet in sheets {
            let lines = sheet.lines.map(\.text)
            // Records come from outside: a table's stroke in them is theirs.
            let faults = TranscriptLint.faults(inPage: lines, keys: keys, columns: columns).filter { $0 != "a table" }
            #expect(faults.isEmpty, "\(faults)\n\(lines.joined(separator: "\n"))")
        }
        return sheets.count
    }
}

/// The fixed keys as they may end a page, and the pages that must name a person.
enum Keys {
    static func all(_ packs: [LanguagePack]) -> [String] {
        packs.flatMap { pack in
            ["frame.keysFull", "frame.keysShort", "frame.keysFirstPage"].compactMap { pack.phrases[$0] }.map(squeezed)
        }
    }

    /// A page that cannot go on names phone and hours.
    static func namesPerson(_ page: [String]) -> Bool {
        let text = page.joined(separator: " ")
        let isFailure = [
            "CHƯA TÌM THẤY", "CHƯA XEM ĐƯỢC", "HIỆN CHƯA HỎI ĐƯỢC", "MÁY CHƯA NHẬN ĐƯỢC", "CHƯA IN ĐƯỢC",
            "Máy hiện không nhận",
            "NOTHING FOUND", "CANNOT BE SHOWN", "CANNOT ASK NOW", "NOT TAKEN", "cannot take ratings",
        ].contains { text.contains($0) }
        let words = squeezed(text)
        return !isFailure
            || (words.contains(DeskWords.unbroken(Play.place.hotline.phone))
                && words.contains(Play.place.hotline.hours))
    }

    /// Blanks between keys may have become the end of a line.
    static func squeezed(_ text: String) -> String {
        text.split(separator: " ").joined(separator: " ")
    }
}

/// What ships in `kiosk-config`.
enum Starter {
    static func procedures() throws -> [Procedure] {
        try files("catalogue", ending: ".jsonl").flatMap { text in
            try text.split(separator: "\n").map { try JSONDecoder().decode(Procedure.self, from: Data($0.utf8)) }
        }
    }

    static func guides() throws -> [Guide] {
        try files("guides", ending: ".yaml").map { try YAMLDecoder().decode(Guide.self, from: $0) }
    }

    private static func files(_ folder: String, ending: String) throws -> [String] {
        let path = "\(Play.configuration())/\(folder)"
        return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(ending) }.sorted()
            .map { try String(contentsOfFile: "\(path)/\($0)", encoding: .utf8) }
    }
}
