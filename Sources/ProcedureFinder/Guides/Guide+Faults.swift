package import PublicServices

extension Guide {
    /// Longest way through a guide, in questions.
    package static let mostQuestions = 8
    /// Most options of a question; "I don't know" comes on top.
    package static let mostOptions = 5
    /// Most words of a question, in each language.
    package static let mostWords = 20
    /// Most sentences of an outcome's advice, in each language.
    package static let mostSentences = 2

    /// Everything wrong with this guide, in the file's order; empty when it may be shown to citizens.
    ///
    /// - Parameters:
    ///   - knownCodes: the catalogue's codes; `nil` leaves the codes unchecked.
    ///   - languages: tags in which every text must stand.
    package func faults(knownCodes: Set<ProcedureCode>?, languages: [String] = ["vi", "en"]) -> [GuideFault] {
        let texts = textFaults(languages) + sizeFaults(languages)
        let structure = nameFaults() + routeFaults() + graphFaults()
        let codes = outcomes.flatMap { $0.codeFaults(knownCodes, in: self) }
        // A scenario of a broken graph would only repeat the same complaint.
        return texts + structure + codes + (structure.isEmpty ? scenarioFaults() : [])
    }

    func fault(_ key: String, _ problem: String, _ mend: String) -> GuideFault {
        GuideFault(guide: id, key: key, problem: problem, mend: mend)
    }
}

extension Guide {
    /// Names: present, different, and none the reserved word.
    private func nameFaults() -> [GuideFault] {
        var faults: [GuideFault] = []
        if questions.isEmpty {
            faults.append(fault("questions", "there is no question", "Write at least one"))
        }
        var seen: Set<String> = []
        for name in questions.map(\.id) + outcomes.map(\.id) where !seen.insert(name).inserted {
            faults.append(fault(name, "the id \"\(name)\" is used twice", "Give each question and outcome its own id"))
        }
        for question in questions {
            let values = question.options.map(\.value)
            if Set(values).count < values.count {
                let mend = "Give each option its own value"
                faults.append(fault("questions.\(question.id).options", "two options share a value", mend))
            }
            if values.contains(where: { GuideAnswer(written: $0) != .choice($0) }) {
                let problem = "a value is \"unknown\" or reads as a date"
                faults.append(fault("questions.\(question.id).options", problem, "Take another word for it"))
            }
        }
        return faults
    }

    /// Routes: lead somewhere, on every date, without looking at a day that was never asked.
    private func routeFaults() -> [GuideFault] {
        let names = Set(questions.map(\.id) + outcomes.map(\.id))
        return questions.flatMap { question in
            question.routes.flatMap { place in
                let key = "questions.\(question.id).\(place.key)"
                return routeFaults(place.route, key: key, names: names, dayIsKnown: place.key == "day")
            }
        }
    }

    private func routeFaults(
        _ route: GuideRoute, key: String, names: Set<String>, dayIsKnown: Bool
    ) -> [GuideFault] {
        var faults = Set(route.branches.map(\.to)).subtracting(names).sorted().map { target in
            fault(key, "there is no \"\(target)\"", "Name a question or an outcome of this guide")
        }
        if route.branches.last?.isUnconditional != true {
            faults.append(fault(key, "no way fits on some dates", "End the list with an entry that has only \"to\""))
        }
        if route.branches.dropLast().contains(where: \.isUnconditional) {
            faults.append(fault(key, "an entry without condition hides those after it", "Move it to the end"))
        }
        if !dayIsKnown, route.branches.contains(where: \.looksAtAnswer) {
            let mend = "Use olderThanDays and atLeastYears only under \"day\""
            faults.append(fault(key, "a condition looks at a day that nobody gave", mend))
        }
        return faults
    }

    /// The whole: no cycle, nothing unreachable, not too long, nothing asked twice, a safe end for "I don't know".
    private func graphFaults() -> [GuideFault] {
        guard let start = questions.first?.id else { return [] }
        let graph = GuideGraph(self)
        let cyclic = graph.questionsInCycles
        guard cyclic.isEmpty else {
            return cyclic.map { fault("questions.\($0)", "it can lead back to itself", "Lead one of the ways on") }
        }
        return reachFaults(graph, start: start) + repetitionFaults(graph) + unknownFaults(graph)
    }

    private func reachFaults(_ graph: GuideGraph, start: String) -> [GuideFault] {
        let reached = graph.reachable(from: start)
        let lost =
            questions.map(\.id).filter { !reached.contains($0) }.map { "questions.\($0)" }
            + outcomes.map(\.id).filter { !reached.contains($0) }.map { "outcomes.\($0)" }
        var faults = lost.map { fault($0, "no answer leads here", "Lead an option here, or delete it") }
        let longest = graph.longestPath(from: start)
        if longest > Self.mostQuestions {
            let problem = "a way asks \(longest) questions"
            faults.append(fault("questions", problem, "Ask at most \(Self.mostQuestions)"))
        }
        return faults
    }

    private func repetitionFaults(_ graph: GuideGraph) -> [GuideFault] {
        questions.flatMap { question in
            let later = graph.reachable(from: question.id).subtracting([question.id])
            return questions.filter { later.contains($0.id) && $0.text == question.text }.map { twin in
                fault("questions.\(twin.id)", "it asks the same as \"\(question.id)\" before it", "Ask it once")
            }
        }
    }

    private func unknownFaults(_ graph: GuideGraph) -> [GuideFault] {
        questions.flatMap { question in
            graph.endsOfUnknown(from: question).sorted().compactMap(outcome).filter { !$0.isSafe }.map { end in
                fault(
                    "questions.\(question.id).unknown",
                    "someone who does not know ends at \"\(end.id)\", one procedure only",
                    "Lead to several procedures, or to an outcome with \"desk: true\""
                )
            }
        }
    }
}
