import AccessPointDevices
import KioskTestSupport
import PracticeBackend
import ProcedureFinder
import PublicServices
import ServiceDesk

@testable import KioskConversation

/// Remembers the page on the screen and ends the visit when its script is played.
///
/// A page said item by item is read to its end with Enter before the script goes on.
actor WalkingConsole: Console {
    let columns: Int
    private var script: ArraySlice<String>
    private let nextPrompts: Set<String>
    private var isAmongItems = false
    /// The last page shown, all its items together.
    private(set) var page: [String] = []
    /// The most lines that came at once.
    private(set) var mostLines = 0

    init(_ script: [String], columns: Int, nextPrompts: Set<String> = []) {
        self.script = script[...]
        self.columns = columns
        self.nextPrompts = nextPrompts
    }

    func show(_ lines: [TerminalText]) {
        let shown = lines.map(\.text)
        mostLines = max(mostLines, shown.drop(while: \.isEmpty).count)
        if isAmongItems {
            page += shown
        } else if shown.count > 3, shown.contains(where: { $0.hasPrefix("***") }) {
            // Loose sentences carry no banner.
            page = Array(shown.drop(while: \.isEmpty))
        }
    }

    func readLine(prompt: TerminalText, hidden: Bool, idleAfter: Duration?) -> LineResult {
        isAmongItems = nextPrompts.contains(prompt.text)
        if isAmongItems { return .line("") }
        return script.popFirst().map { .line($0) } ?? .endOfInput
    }

    func wipe() {}
}

/// Walks every page of the talk, each way of it as a visit of its own, on a kiosk in memory.
struct PageWalk {
    let columns: Int
    let languages: Languages
    /// How the backend behaves.
    var conduct = ScriptedBackend.Conduct.answer
    /// How many records the outbox holds.
    var capacity = 100
    var procedures = Play.procedures
    var synonyms = Synonyms()
    var guides = [PlayGuide.birth]
    var notices: NoticeBoard?
    /// Beside the screen.
    var devices = VisitDevices()
    var manner = Manner()

    struct Walked {
        /// The pages on which a script ended; they were gone on from.
        var pages: Set<[String]> = []
        var visits = 0
        /// The most lines that came at once.
        var mostLines = 0
    }

    /// Goes on from every page that was not seen before, with everything it offers.
    func walk() async throws -> Walked {
        let samples = PracticeSamples(on: VietnamTime.day(of: Play.morning))
        var walked = Walked()
        var open: [[String]] = [[]]
        while let script = open.popLast(), walked.visits < 5_000 {
            let (page, mostLines) = try await lastPage(of: script, samples: samples)
            walked.visits += 1
            walked.mostLines = max(walked.mostLines, mostLines)
            guard walked.pages.insert(page).inserted, script.count < 16 else { continue }
            open += ways(from: page, samples: samples).map { script + [$0] }
        }
        return walked
    }

    private func lastPage(
        of script: [String],
        samples: PracticeSamples
    ) async throws -> (page: [String], mostLines: Int) {
        let console = WalkingConsole(script, columns: columns, nextPrompts: sentences([.promptNext, .promptNextShort]))
        var settings = Play.settings(samples: samples)
        settings.guides = { [guides] in guides }
        settings.devices = devices
        settings.notices = notices
        let desk = await MemoryKiosk.desk(self, samples: samples)
        _ = await Visit(console: console, desk: desk, languages: languages, settings: settings, manner: manner)
            .hold()
        return (await console.page, await console.mostLines)
    }

    /// The numbers of the page, `7`, and what may be typed there; other manners are walked by themselves.
    private func ways(from page: [String], samples: PracticeSamples) -> [String] {
        let manners = sentences([.helpSlow, .helpFast, .helpVolunteerOn, .helpVolunteerOff])
        let numbers = page.filter { line in !manners.contains { $0.hasPrefix(line.dropFirst(5)) } }
            .compactMap(TranscriptLint.choice).map(String.init)
        let text = page.joined(separator: " ")
        let typed = Self.typedLines(samples).first { entry in entry.titles.contains { text.contains($0) } }?.lines ?? []
        return numbers + ["7"] + typed
    }

    private func sentences(_ phrases: [Phrase]) -> Set<String> {
        Set(languages.packs.flatMap { pack in phrases.map { languages.phrases(pack.tag)($0) } })
    }

    private static func slip(_ sample: SampleDossier) -> String {
        "?ma=\(sample.code.text)&s=\(sample.printedSecret)"
    }

    /// What is typed on pages that take more than numbers, by words of the page.
    private static func typedLines(_ samples: PracticeSamples) -> [(titles: [String], lines: [String])] {
        [
            (["TÌM THỦ TỤC", "FIND A PROCEDURE"], ["khai sinh", "xyzzy qwfp"]),
            (["XEM HỒ SƠ ĐẾN", "CHECK A DOSSIER"], ["ABC"] + samples.dossiers.map(slip)),
            (["XEM ĐẦY ĐỦ HAY", "FULL PAGE OR"], ["1234"]),
            (["TRA CỨU KHOẢN NỘP", "LOOK UP A PAYMENT"], ["MAU9999"] + samples.payments.map(\.reference.text)),
            (["GHI THÊM VÀI LỜI", "ADD A FEW WORDS"], ["Tốt"]),
            (["Bé sinh ngày nào", "When was the baby"], ["01/11/2026", "01/01/2026"]),
        ]
    }
}

/// A kiosk without a disk and a network.
enum MemoryKiosk {
    static func desk(_ walk: PageWalk, samples: PracticeSamples) async -> ServiceDesk {
        let clock = StageClock()
        let backend = ScriptedBackend()
        for sample in samples.dossiers {
            await backend.add(sample.status, secondFactor: .printedSecret(sample.printedSecret))
        }
        for sample in samples.payments { await backend.add(sample.payment) }
        await backend.set(walk.conduct)
        let outbox = MemoryOutbox(capacity: walk.capacity)
        return Play.desk(
            catalogue: CatalogueDesk(
                store: MemoryCatalogue(walk.procedures), synonyms: { [synonyms = walk.synonyms] in synonyms },
                clock: clock, logger: Play.logger
            ),
            backend: backend,
            cache: MemoryCache(),
            ledger: MemoryLedger(),
            outbox: outbox,
            delivery: OutboxDelivery(outbox: outbox, backend: backend, clock: clock, logger: Play.logger),
            clock: clock
        )
    }
}
