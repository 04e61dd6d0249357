import ProcedureFinder
import VietnameseText

/// The rows of the table.
struct Table {
    let finder: ProcedureFinder
    let material: Material

    /// The real questions: all, their accented and unaccented twins.
    func questions(listingMisses: Bool) {
        let answerable = material.questions.filter(\.isAnswerable)
        row("questions", answerable.map { Trial(query: $0.query, codes: Set($0.codes)) }, listing: listingMisses)
        row(
            "questions, marks taken off",
            answerable.map { Trial(query: Fold.foldedString($0.query), codes: Set($0.codes)) })
        for kind in ["answer", "faq_real", "answer_template", "answer_fullname", "clarify"] {
            let part = material.questions.filter { $0.kind == kind && !$0.codes.isEmpty }
            row("  \(kind)", part.map { Trial(query: $0.query, codes: Set($0.codes)) })
        }
    }

    func names() {
        for style in TypingStyle.allCases {
            row(
                "names, \(style.rawValue)", Protocols.names(material.documents, style),
                listing: style == .accents && CommandLine.arguments.contains("--names"))
        }
    }

    /// The same over other samples, so that the figures are not those of one lucky draw.
    func otherNames() {
        let seeds: [UInt64] = [1, 2, 3, 4]
        for style in [TypingStyle.accents, .none, .telex, .vni, .oneSlip, .twoSlips] {
            let scores = seeds.map { score(Protocols.names(material.documents, style, seed: $0)) }
            let mean = scores.reduce(into: Score()) { $0.add($1) }
            let each = scores.map(\.inFive).joined(separator: ", ")
            print("names, \(style.rawValue), mean of seeds 1–4: \(mean.text)  (five: \(each))")
        }
    }

    private func score(_ trials: [Trial]) -> Score {
        trials.reduce(into: Score()) { score, trial in
            score.add(finder.find(trial.query, limit: 5).matches.map(\.code), right: trial.codes)
        }
    }

    /// The best anyone could do when several names hold the six syllables: five of them fit on a page.
    func ceiling() {
        let trials = Protocols.names(material.documents, .none)
        let names = Dictionary(grouping: material.documents) {
            " " + Fold.foldedString($0.name).split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
        }
        let expected = trials.map { trial in
            min(1, 5 / Double(max(1, names.keys.count { $0.contains(" \(trial.query) ") })))
        }
        print("names, ceiling: five \((expected.reduce(0, +) / Double(trials.count) * 1000).rounded() / 10) %")
    }

    func pairs(listingMisses: Bool) {
        for length in 1...2 {
            let trials = Protocols.minimalPairs(material.documents, length: length)
            row("minimal pairs of \(length) syllables", trials, listing: listingMisses)
        }
    }

    /// Keys that are also a word: names with the word before names with what the keys spell in Telex.
    func clashes() {
        let clashes = Protocols.clashes(material.documents)
        let shown = clashes.filter { !$0.typed.isEmpty || !$0.decoded.isEmpty }
        let kept = shown.filter { $0.isKept(by: finder.find($0.keys, limit: 100).matches.map(\.code)) }
        print("Telex clashes: \(clashes.count) in the catalogue, \(shown.count) of them in names")
        print("  word first, decoded next: \(kept.count) of \(shown.count)")
        let counts = clashes.map { "\($0.keys) \($0.typed.count)/\($0.decoded.count)" }
        print("  names as typed/decoded: " + counts.joined(separator: ", "))
    }

    func refusals(listingMisses: Bool) {
        let strangers = material.questions.filter { $0.kind == "out_of_scope" }
        let refused = strangers.filter { finder.find($0.query, limit: 5).verdict == .outOfScope }
        let good = material.questions.filter(\.isAnswerable)
        let wronged = good.filter { [.outOfScope, .empty].contains(finder.find($0.query, limit: 5).verdict) }
        let names = Protocols.names(material.documents, .none).filter {
            finder.find($0.query, limit: 5).verdict == .outOfScope
        }
        print("unaccented names refused: \(names.count)")
        if listingMisses { for name in names { print("  refused:", name.query) } }
        print(
            "out of scope refused: \(refused.count) of \(strangers.count); good refused: \(wronged.count) of \(good.count)"
        )
        let near = good.filter { finder.find($0.query, limit: 5).verdict == .nearest }
        print("good called nearest: \(near.count) of \(good.count)")
        guard listingMisses else { return }
        let kept = strangers.filter { finder.find($0.query, limit: 5).verdict != .outOfScope }
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

    func speed(_ finder: ProcedureFinder, _ size: String) {
        let real = material.questions.map(\.query)
        let exact = Protocols.names(material.documents, .none).map(\.query)
        let slips = Protocols.names(material.documents, .oneSlip).map(\.query)
        let pairs = Protocols.minimalPairs(material.documents, length: 2).map(\.query)
        let sets = [("questions", real), ("names", exact), ("names, one slip", slips), ("two words", pairs)]
        for (name, queries) in sets {
            let times = Timing.times(queries) { _ = finder.find($0, limit: 5) }
            print("speed over \(size), \(name): \(Timing.text(times))")
        }
    }

    /// 100,000 procedures whose names are halves of real names put together.
    func large() {
        var random = Seeded(7)
        let names = material.documents.map { Protocols.syllables($0.name) }.filter { $0.count > 5 }
        let documents = (0..<100_000).map { number in
            let first = names[Int.random(in: 0..<names.count, using: &random)]
            let second = names[Int.random(in: 0..<names.count, using: &random)]
            let name = first.prefix(first.count / 2) + second.suffix(second.count / 2)
            return FinderDocument(code: "9.\(100_000 + number)", name: name.joined(separator: " "), levels: [.commune])
        }
        let index = SearchIndex.build(documents)
        print("index: \(index.count) procedures, \(index.bytes.count / 1024) KiB")
        speed(ProcedureFinder(index: index, synonyms: material.synonyms), "\(index.count)")
    }

    private func row(_ name: String, _ trials: [Trial], listing: Bool = false) {
        var score = Score()
        for trial in trials {
            let result = finder.find(trial.query, limit: 5)
            let codes = result.matches.map(\.code)
            score.add(codes, right: trial.codes)
            if listing, !codes.prefix(1).contains(where: trial.codes.contains) { list(trial, codes) }
        }
        print("\(name): \(score.text)")
    }

    private func list(_ trial: Trial, _ codes: [String]) {
        let rank = codes.firstIndex(where: trial.codes.contains).map { String($0 + 1) } ?? "-"
        print("  [\(rank)] \(trial.query)")
        let names = Dictionary(material.documents.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
        for code in trial.codes.sorted().prefix(1) { print("       want \(code) \(names[code] ?? "")") }
        for code in codes.prefix(2) { print("       got  \(code) \(names[code] ?? "")") }
    }
}
