import PublicServices

extension Guide {
    /// Every text that a citizen reads, with its place in the file.
    package var texts: [(key: String, text: GuideText)] {
        let ofQuestions = questions.flatMap { question in
            [(key: "questions.\(question.id).text", text: question.text)]
                + question.options.map { (key: "questions.\(question.id).options.\($0.value).text", text: $0.text) }
        }
        let ofOutcomes = outcomes.map { (key: "outcomes.\($0.id).advice", text: $0.advice) }
        return [(key: "title", text: title)] + ofQuestions + ofOutcomes
    }

    func textFaults(_ languages: [String]) -> [GuideFault] {
        texts.flatMap { place in
            place.text.missing(of: languages).map {
                fault(place.key, "the text is missing in \"\($0)\"", "Write it")
            }
        }
    }

    /// What does not fit a page or a patient reader.
    func sizeFaults(_ languages: [String]) -> [GuideFault] {
        questions.flatMap { $0.sizeFaults(languages, in: self) }
            + outcomes.flatMap { $0.sizeFaults(languages, in: self) }
    }
}

extension GuideQuestion {
    fileprivate func sizeFaults(_ languages: [String], in guide: Guide) -> [GuideFault] {
        let key = "questions.\(id)"
        var faults: [GuideFault] = []
        for language in languages where text.wordCount(in: language) > Guide.mostWords {
            let problem = "the text in \"\(language)\" has \(text.wordCount(in: language)) words"
            faults.append(guide.fault("\(key).text", problem, "Say it in at most \(Guide.mostWords)"))
        }
        if options.count > Guide.mostOptions {
            let mend = "Leave at most \(Guide.mostOptions), or ask in two steps"
            faults.append(guide.fault("\(key).options", "there are \(options.count) options", mend))
        }
        if options.isEmpty != asksForDay {
            let problem = asksForDay ? "there are both options and a day" : "there is nothing to answer"
            faults.append(guide.fault(key, problem, "Write either \"options\" or \"day\""))
        }
        return faults
    }
}

extension GuideOutcome {
    fileprivate func sizeFaults(_ languages: [String], in guide: Guide) -> [GuideFault] {
        languages.filter { advice.sentenceCount(in: $0) > Guide.mostSentences }.map { language in
            let mend = "Say it in at most \(Guide.mostSentences)"
            return guide.fault("outcomes.\(id).advice", "the advice in \"\(language)\" is too long", mend)
        }
    }

    func codeFaults(_ knownCodes: Set<ProcedureCode>?, in guide: Guide) -> [GuideFault] {
        let key = "outcomes.\(id).procedures"
        if procedures.isEmpty && !desk {
            return [guide.fault(key, "it names nothing", "Name a procedure, or write \"desk: true\"")]
        }
        guard let knownCodes else { return [] }
        return procedures.filter { !knownCodes.contains($0) }.map { code in
            let mend = "Add it to kiosk-config/catalogue, or name another"
            return guide.fault(key, "the catalogue has no \"\(code)\"", mend)
        }
    }
}
