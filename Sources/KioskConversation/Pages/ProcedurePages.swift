import PublicServices

/// The pages about one procedure, made from its record; a missing fact is said as "hỏi tại quầy".
struct ProcedurePages {
    let procedure: Procedure
    let phrases: Phrases
    let deskValues: [String: String]
    /// The province's message about it.
    var notice: Page.Block?

    /// What the first page offers.
    enum Offer: CaseIterable {
        case papers, steps, place, law, report
    }

    var summary: Page {
        Page(
            title: hasLongName ? phrases(.procedureTitle) : title,
            body: (hasLongName ? [.text(title)] : []) + summaryBody + [notice].compactMap(\.self),
            choices: [
                papersChoice,
                phrases(.procedureSteps), phrases(.procedureWhere), phrases(.procedureLaw),
                phrases(.procedureWrong),
            ])
    }

    /// A name that would fill the page as a title stands below a short one, where it can be read on.
    private var hasLongName: Bool { title.count > 140 }

    /// Counts what everybody brings: a long list of cases frightens who has none of them.
    private var papersChoice: String {
        let always = procedure.papers.count { $0.case.isEmpty }
        let count = ["count": "\(always)"]
        return always == 0
            ? phrases(.procedurePapersUnknown)
            : phrases(always == procedure.papers.count ? .procedurePapers : .procedurePapersCases, count)
    }

    /// The procedure's name in the visit's language.
    var title: String {
        guard !phrases.readsVietnamese, let english = procedure.englishName else { return procedure.name }
        return "\(english) (\(procedure.name))"
    }

    private var summaryBody: [Page.Block] {
        let unknown = phrases(.askAtDesk)
        return Page.Block.lines([
            procedure.isRetired ? phrases(.procedureRetired) : nil,
            phrases.noteOnRecords,
            phrases.readsVietnamese ? procedure.summary : nil,
            phrases(.procedureTime, ["time": procedure.processingTime ?? unknown]),
            phrases(.procedureFee, ["fee": procedure.fee ?? unknown]),
            phrases(.procedureAgency, ["agency": procedure.agency.isEmpty ? unknown : procedure.agency]),
            phrases(.procedureChannels, ["channels": channels ?? unknown]),
            online,
            audience.map { phrases(.procedureAudience, ["audience": $0]) },
            phrases(.procedureCode, ["code": procedure.code.text]),
            asOf,
        ])
    }

    private var channels: String? {
        joined(
            procedure.channels.map { channel in
                switch channel {
                case .counter: phrases(.channelCounter)
                case .online: phrases(.channelOnline)
                case .post: phrases(.channelPost)
                }
            })
    }

    private var audience: String? {
        joined(
            procedure.audience.map { audience in
                switch audience {
                case .citizen: phrases(.audienceCitizen)
                case .business: phrases(.audienceBusiness)
                case .organisation: phrases(.audienceOrganisation)
                case .official: phrases(.audienceOfficial)
                case .foreigner: phrases(.audienceForeigner)
                }
            })
    }

    private func joined(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: ", ") }

    private var online: String? {
        switch procedure.serviceLevel {
        case .full: phrases(.procedureOnlineFull)
        case .partial: phrases(.procedureOnlinePartial)
        case .informational, nil: nil
        }
    }

    private var asOf: String? {
        guard let text = procedure.asOf else { return nil }
        let source = procedure.source ?? phrases(.procedureSourceUnknown)
        if let day = CalendarDay(iso: text) {
            return phrases(.procedureAsOf, ["day": day.written, "source": source])
        }
        guard text.contains("-") else { return phrases(.procedureAsOfYear, ["year": text, "source": source]) }
        let month = text.split(separator: "-").reversed().joined(separator: "/")
        return phrases(.procedureAsOfMonth, ["month": month, "source": source])
    }
}

extension ProcedurePages {
    /// The checklist, numbered through and grouped by case.
    var papers: Page {
        guard !procedure.papers.isEmpty else { return page(.papersTitle, [.text(phrases(.papersNone, deskValues))]) }
        var blocks: [Page.Block] = []
        var number = 0
        for group in papersByCase {
            if !group.name.isEmpty { blocks.append(.text(phrases(.paperCase, ["case": group.name]))) }
            for paper in group.papers {
                number += 1
                blocks.append(.item(mark: "[\(number)]", text: paper.name + counts(paper)))
            }
        }
        return page(.papersTitle, blocks)
    }

    /// Papers needed always first, then each case in the record's order.
    private var papersByCase: [(name: String, papers: [Paper])] {
        var groups: [(name: String, papers: [Paper])] = []
        for paper in procedure.papers {
            let name = String(paper.case.trimmingBlanks())
            if let index = groups.firstIndex(where: { $0.name == name }) {
                groups[index].papers.append(paper)
            } else {
                groups.append((name, [paper]))
            }
        }
        return groups.filter(\.name.isEmpty) + groups.filter { !$0.name.isEmpty }
    }

    private func counts(_ paper: Paper) -> String {
        let values = ["originals": "\(paper.originals)", "copies": "\(paper.copies)"]
        return switch (paper.originals > 0, paper.copies > 0) {
        case (true, true): " (\(phrases(.paperCounts, values)))"
        case (true, false): " (\(phrases(.paperOriginals, values)))"
        case (false, true): " (\(phrases(.paperCopies, values)))"
        case (false, false): ""
        }
    }

    var steps: Page {
        guard !procedure.steps.isEmpty else { return page(.stepsTitle, [.text(phrases(.stepsNone, deskValues))]) }
        return page(
            .stepsTitle, procedure.steps.enumerated().map { .item(mark: "[\($0.offset + 1)]", text: $0.element) })
    }

    var law: Page {
        let unknown = phrases(.askAtDesk)
        let list = { (texts: [String]) in texts.isEmpty ? unknown : texts.joined(separator: "; ") }
        return page(
            .lawTitle,
            Page.Block.lines([
                phrases(.lawRequirements, ["text": list(procedure.requirements)]),
                phrases(.lawResults, ["text": list(procedure.results)]),
                phrases(.lawBasis, ["text": list(procedure.legalBasis)]),
                procedure.decision.map { phrases(.lawDecision, ["text": $0]) },
            ]))
    }

    var place: Page {
        let agency = procedure.agency.isEmpty ? phrases(.askAtDesk) : procedure.agency
        var texts = procedure.channels.map { channel in
            switch channel {
            case .counter: phrases(.whereCounter, ["agency": agency])
            case .online: phrases(.whereOnline)
            case .post: phrases(.wherePost)
            }
        }
        if texts.isEmpty { texts = [phrases(.whereUnknown)] }
        if procedure.audience.contains(where: { $0 == .organisation || $0 == .official }) {
            texts.append(phrases(.onlineOrganisation))
        }
        var place = page(.whereTitle, (texts + [phrases(.errorOfferPerson, deskValues)]).map { .text($0) })
        place.choices.append(Page.Choice(2, phrases(.onlineOffer)))
        return place
    }

    /// Why a page is wrong, in the order of its choices.
    static let reportReasons = ["wrong", "unclear", "missing"]

    var report: Page {
        Page(
            title: phrases(.wrongTitle),
            body: [.text(phrases(.wrongIntro))],
            choices: [phrases(.wrongFacts), phrases(.wrongUnclear), phrases(.wrongMissing)]
        )
    }

    private func page(_ title: Phrase, _ body: [Page.Block]) -> Page {
        let note = Page.Block.lines([phrases.noteOnRecords])
        return Page(
            title: phrases(title), body: [.text(self.title), .gap] + note + body, choices: [phrases(.helpBack)])
    }
}

extension ProcedurePages {
    /// Summary and checklist on one slip.
    var slip: Page {
        let summary = summary
        let papers = papers.body.drop { $0 == .text(title) || $0 == .gap }
        return Page(
            title: summary.title, body: summary.body + [.gap, .text(phrases(.slipPapers))] + papers
        )
    }
}
