import AccessPointDevices
import KioskTestSupport
import PracticeBackend
import ProcedureFinder
import PublicServices
import ServiceDesk

@testable import KioskConversation

/// Remembers the page on the screen and ends the visit when its script is played.
actor WalkingConsole: Console {
    let columns: Int
    private var script: ArraySlice<String>
    /// The last lines shown at once that hold a page.
    private(set) var page: [String] = []

    init(_ script: [String], columns: Int) {
        self.script = script[...]
        self.columns = columns
    }

    func show(_ lines: [TerminalText]) {
        // Loose sentences carry no banner.
        guard lines.count > 3, lines.contains(where: { $0.text.hasPrefix("***") }) else { return }
        page = Array(lines.map(\.text).drop(while: \.isEmpty))
    }

    func readLine(prompt: TerminalText, hidden: Bool, idleAfter: Duration?) -> LineResult {
        script.popFirst().map { .line($0) } ?? .endOfInput
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
    var guides = [PlayGuide.birth]
    /// Beside the screen.
    var devices = VisitDevices()

    struct Walked {
        /// The pages on which a script ended; they were gone on from.
        var pages: Set<[String]> = []
        var visits = 0
    }

    /// Goes on from every page that was not seen before, with everything it offers.
    func walk() async throws -> Walked {
        let samples = PracticeSamples(on: VietnamTime.day(of: Play.morning))
        var walked = Walked()
        var open: [[String]] = [[]]
        while let script = open.popLast(), walked.visits < 5_000 {
            let page = try await lastPage(of: script, samples: samples)
            walked.visits += 1
            guard walked.pages.insert(page).inserted, script.count < 16 else { continue }
            open += Self.ways(from: page, samples: samples).map { script + [$0] }
        }
        return walked
    }

    private func lastPage(of script: [String], samples: PracticeSamples) async throws -> [String] {
        let console = WalkingConsole(script, columns: columns)
        var settings = Play.settings(samples: samples)
        settings.guides = { [guides] in guides }
        settings.devices = devices
        let desk = await MemoryKiosk.desk(self, samples: samples)
        _ = await Visit(console: console, desk: desk, languages: languages, settings: settings).hold()
        return await console.page
    }

    /// The numbers of the page, `7`, and what may be typed there.
    private static func ways(from page: [String], samples: PracticeSamples) -> [String] {
        let numbers = page.compactMap(TranscriptLint.choice).map(String.init)
        let text = page.joined(separator: " ")
        let typed = typedLines(samples).first { entry in entry.titles.contains { text.contains($0) } }?.lines ?? []
        return numbers + ["7"] + typed
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
        let outbox = MemoryOutbox(clock: clock, capacity: walk.capacity)
        return Play.desk(
            catalogue: CatalogueDesk(
                store: MemoryCatalogue(walk.procedures), synonyms: { Synonyms() }, clock: clock, logger: Play.logger
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
