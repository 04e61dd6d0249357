package import AccessPointDevices
package import FoundationEssentials
package import PublicServices
package import ServiceDesk

/// The bodies of the talk's pages as lines, for places without a talk: one-shot commands and paper.
package struct SpokenPages: Sendable {
    private let phrases: Phrases
    private let settings: VisitSettings
    private let accessPoint: AccessPoint

    package init(phrases: Phrases, settings: VisitSettings, accessPoint: AccessPoint) {
        self.phrases = phrases
        self.settings = settings
        self.accessPoint = accessPoint
    }

    package func procedure(_ procedure: Procedure) -> [TerminalText] {
        let pages = ProcedurePages(procedure: procedure, phrases: phrases, deskValues: deskValues)
        return lines(pages.summary) + lines(pages.papers) + lines(pages.steps) + lines(pages.law)
    }

    package func dossier(_ answer: Answer<DossierStatus>, now: Date) -> [TerminalText] {
        let words = DossierWords(phrases: phrases, settings: settings)
        return switch answer {
        case .fresh(let status):
            lines(
                .statusTitle,
                words.body(status, origin: .now, now: now)
                    + words.history(status.detail))
        case .saved(let status, let asOf):
            lines(.statusTitle, words.body(status, origin: .saved(asOf), now: now))
        case .notFound: lines(.notFoundTitle, texts(.notFoundText, .notFoundPerson))
        case .unavailable(.notOffered): lines(.cannotAskTitle, texts(.notOfferedText))
        case .unavailable: lines(.cannotAskTitle, texts(.cannotAskText, .cannotAskNext))
        }
    }

    package func payment(_ answer: Answer<Payment>, lastSeen: SeenPayment?, now: Date) -> [TerminalText] {
        switch answer {
        case .fresh(let payment), .saved(let payment, _):
            return lines(.paymentResult, PaymentWords(phrases: phrases).body(payment, now: now))
        case .notFound: return lines(.notFoundTitle, texts(.paymentNotFound, .paymentNotFoundPerson))
        case .unavailable(.notOffered): return lines(.cannotAskTitle, texts(.notOfferedText))
        case .unavailable:
            let seen = PaymentWords(phrases: phrases).lastSeen(lastSeen, now: now)
            return lines(.cannotAskTitle, seen + texts(.cannotAskText, .cannotAskNext))
        }
    }

    /// The payment of a dossier, where payments are known by their dossier.
    package func payment(ofDossier answer: Answer<PaymentOfDossier>, now: Date) -> [TerminalText] {
        switch answer {
        case .fresh(.payment(let payment)), .saved(.payment(let payment), _):
            return self.payment(.fresh(payment), lastSeen: nil, now: now)
        case .fresh(.nothingDue), .saved(.nothingDue, _):
            return lines(.paymentResult, texts(.paymentNothingDue, .paymentNotFoundPerson))
        case .notFound: return lines(.notFoundTitle, texts(.notFoundText, .notFoundPerson))
        case .unavailable(let reason): return payment(.unavailable(reason), lastSeen: nil, now: now)
        }
    }

    package func given(_ given: Given) -> [TerminalText] {
        lines(.givenTitle, GivenWords(phrases: phrases).body(given))
    }

    private var deskValues: [String: String] { DeskWords(phrases: phrases).values(accessPoint.hotline) }

    private func texts(_ sentences: Phrase...) -> [Page.Block] { sentences.map { .text(phrases($0, deskValues)) } }

    private func lines(_ title: Phrase, _ body: [Page.Block]) -> [TerminalText] {
        lines(Page(title: phrases(title), body: body))
    }

    private func lines(_ page: Page) -> [TerminalText] {
        PageLayout.plain(page, columns: TextLayout.pageWidth) + [.empty]
    }
}
