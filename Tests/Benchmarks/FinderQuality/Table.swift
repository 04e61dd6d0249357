import ProcedureFinder
import VietnameseText

/// The rows about quality.
struct Table {
    let finder: ProcedureFinder
    let material: Material
    let bars: Bars

    /// All rows in order.
    func report(_ options: Set<String>) {
        let isListing = options.contains("--misses")
        questions(listingMisses: isListing)
        names(listingMisses: options.contains("--names"))
        otherNames()
        if options.contains("--ceiling") { ceiling() }
        pairs(listingMisses: isListing)
        ClashTable(finder: finder, material: material, bars: bars).report()
        refusals(listingMisses: isListing)
    }

    /// The real questions: all, their accented and unaccented twins.
    private func questions(listingMisses: Bool) {
        let answerable = material.questions.filter(\.isAnswerable)
        let typed = answerable.map { Trial(query: $0.query, codes: Set($0.codes)) }
        let bare = answerable.map { Trial(query: Fold.foldedString($0.query), codes: Set($0.codes)) }
        let score = row("questions", typed, listing: listingMisses)
        let bareScore = row("questions, marks taken off", bare)
        bars.atLeast(75, "questions, right code first", score.firstShare)
        bars.atLeast(88, "questions, right code in three", score.threeShare)
        bars.atLeast(92, "questions, right code in five", score.fiveShare)
        let gap = [
            score.firstShare - bareScore.firstShare, score.threeShare - bareScore.threeShare,
            score.fiveShare - bareScore.fiveShare,
        ].max()
        bars.atMost(1, "questions, lost at most without marks", gap ?? 0, unit: "points")
        for kind in ["answer", "faq_real", "answer_template", "answer_fullname", "clarify"] {
            let part = material.questions.filter { $0.kind == kind && !$0.codes.isEmpty }
            row("  \(kind)", part.map { Trial(query: $0.query, codes: Set($0.codes)) })
        }
    }

    private func names(listingMisses: Bool) {
        for style in TypingStyle.allCases {
            let score = row(
                "names, \(style.rawValue)", Protocols.names(material.documents, style),
                listing: style == .accents && listingMisses)
            guard let bar = style.bar else { continue }
            bars.atLeast(bar, "six syllables of a name, \(style.rawValue), in five", score.fiveShare)
        }
    }

    /// The same over other samples, so that the figures are not those of one lucky draw.
    private func otherNames() {
        let seeds: [UInt64] = [1, 2, 3, 4]
        for style in [TypingStyle.accents, .none, .telex, .vni, .oneSlip, .twoSlips] {
            let scores = seeds.map { score(Protocols.names(material.documents, style, seed: $0)) }
            let mean = scores.reduce(into: Score()) { $0.add($1) }
            let each = scores.map(\.inFive).joined(separator: ", ")
            print("names, \(style.rawValue), mean of seeds 1–4: \(mean.text)  (five: \(each))")
            if let bar = style.bar {
                bars.atLeast(bar, "the same over 3,200 other names, \(style.rawValue)", mean.fiveShare)
            }
        }
    }

    private func score(_ trials: [Trial]) -> Score {
        trials.reduce(into: Score()) { score, trial in
            score.add(finder.find(trial.query, limit: 5).matches.map(\.code), right: trial.codes)
        }
    }

    /// The best anyone could do when several names hold the six syllables: five of them fit on a page.
    private func ceiling() {
        let trials = Protocols.names(material.documents, .none)
        let names = Dictionary(grouping: material.documents) {
            " " + Fold.foldedString($0.name).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
        }
        let expected = trials.map { trial in
            min(1, 5 / Double(max(1, names.keys.count { $0.contains(" \(trial.query) ") })))
        }
        print("names, ceiling: five \((expected.reduce(0, +) / Double(trials.count) * 1000).rounded() / 10) %")
    }

    private func pairs(listingMisses: Bool) {
        for length in 1...2 {
            let trials = Protocols.minimalPairs(material.documents, length: length)
            let score = row("minimal pairs of \(length) syllables", trials, listing: listingMisses)
            bars.all("minimal pairs of \(length) syllables, typed form first", score.first, of: score.total)
        }
    }

    private func refusals(listingMisses: Bool) {
        let strangers = material.questions.filter { $0.kind == "out_of_scope" }
        let kept = strangers.filter { finder.find($0.query, limit: 5).verdict != .outOfScope }
        let good = material.questions.filter(\.isAnswerable)
        let wronged = good.filter { [.outOfScope, .empty].contains(finder.find($0.query, limit: 5).verdict) }
        let near = good.filter { finder.find($0.query, limit: 5).verdict == .nearest }
        print("good called nearest: \(near.count) of \(good.count)")
        let refused = strangers.count - kept.count
        print("out of scope refused: \(refused) of \(strangers.count); good refused: \(wronged.count) of \(good.count)")
        bars.atLeast(80, "out-of-scope questions refused", Score.share(refused, of: strangers.count))
        bars.atMost(2, "good questions refused", Score.share(wronged.count, of: good.count), unit: "%")
        guard listingMisses else { return }
        for question in kept { print("  not refused: \(question.query)", finder.find(question.query, limit: 1)) }
        for question in wronged { print("  wronged: \(question.query)") }
    }

    func repeatQuestions() {
        for question in material.questions { _ = finder.find(question.query, limit: 5) }
    }

    func repeatNames() {
        for trial in Protocols.names(material.documents, .none) { _ = finder.find(trial.query, limit: 5) }
    }

    /// Answers every line of the standard input.
    func askLines() {
        let names = Dictionary(material.documents.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
        while let line = readLine() {
            let result = finder.find(line, limit: 3)
            print("\(result.verdict) \(line)")
            for match in result.matches { print("    \(match.score) \(match.code) \(names[match.code] ?? "")") }
        }
    }

    @discardableResult
    private func row(_ name: String, _ trials: [Trial], listing: Bool = false) -> Score {
        var score = Score()
        for trial in trials {
            let result = finder.find(trial.query, limit: 5)
            let codes = result.matches.map(\.code)
            score.add(codes, right: trial.codes)
            if listing, !codes.prefix(1).contains(where: trial.codes.contains) { list(trial, codes) }
        }
        print("\(name): \(score.text)")
        return score
    }

    private func list(_ trial: Trial, _ codes: [String]) {
        let rank = codes.firstIndex(where: trial.codes.contains).map { String($0 + 1) } ?? "-"
        print("  [\(rank)] \(trial.query)")
        let names = Dictionary(material.documents.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
        for code in trial.codes.sorted().prefix(1) { print("       want \(code) \(names[code] ?? "")") }
        for code in codes.prefix(2) { print("       got  \(code) \(names[code] ?? "")") }
    }
}
