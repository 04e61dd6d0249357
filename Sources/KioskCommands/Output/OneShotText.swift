import AccessPointDevices
import FoundationEssentials
import KioskConversation
import PublicServices
import ServiceDesk

/// The pages of the talk as plain text for one-shot commands: the same words, without choices.
struct OneShotText {
    let words: SpokenPages

    func procedure(_ procedure: Procedure) -> String { joined(words.procedure(procedure)) }

    func dossier(_ answer: Answer<DossierStatus>, now: Date) -> String { joined(words.dossier(answer, now: now)) }

    func payment(_ answer: Answer<Payment>, lastSeen: SeenPayment?, now: Date) -> String {
        joined(words.payment(answer, lastSeen: lastSeen, now: now))
    }

    func payment(ofDossier answer: Answer<PaymentOfDossier>, now: Date) -> String {
        joined(words.payment(ofDossier: answer, now: now))
    }

    func given(_ given: Given) -> String { joined(words.given(given)) }

    private func joined(_ lines: [TerminalText]) -> String { lines.map(\.text).joined(separator: "\n") }
}
