import PublicServices
import ServiceDesk

extension Visit {
    /// Hands something over and shows the confirmation: a reference and exactly one of three states.
    func confirm(
        onSuccess: () -> Void = {},
        give: @escaping @Sendable (GivingDesk) async throws -> Given
    ) async throws(Departure) {
        let giving = desk.giving
        let given = await waiting { try? await give(giving) }
        if given != nil { onSuccess() }
        let page = Page(
            title: phrases(given == nil ? .cannotAskTitle : .givenTitle),
            body: given.map { GivenWords(phrases: phrases).body($0) + [.text(phrases(.errorOfferPerson, deskValues))] }
                ?? [.text(phrases(.givenFailed, deskValues))],
            choices: [phrases(.givenHome)]
        )
        _ = try await choose(page)
        throw .home
    }
}

/// The confirmation in words: a reference and exactly one of three states.
struct GivenWords {
    let phrases: Phrases

    func body(_ given: Given) -> [Page.Block] {
        let reference = phrases(.givenReference, ["reference": given.id.shortText])
        let (state, next): (String, Phrase) =
            switch given.state {
            case .kept: (phrases(.givenKept), .givenKeptNext)
            case .sent(let receipt): (phrases(.givenSent, ["receipt": receipt]), .givenSentNext)
            case .needsOperator: (phrases(.givenOperator), .givenOperatorNext)
            }
        return [.text(reference), .text(state), .text(phrases(next))]
    }
}
