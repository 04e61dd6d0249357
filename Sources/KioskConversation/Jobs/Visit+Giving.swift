import PublicServices
import ServiceDesk

extension Visit {
    /// Says that nothing more can be kept before anything is asked, and leaves.
    func refuseWhenFull(_ title: Phrase) async throws(Departure) {
        guard await desk.giving.hasRoom() else { return try await tell(title, .rateFull) }
    }

    /// A page with one sentence and the way home.
    func tell(_ title: Phrase, _ text: Phrase) async throws(Departure) {
        let page = Page(
            title: phrases(title), body: [.text(phrases(text, deskValues))], choices: [phrases(.givenHome)]
        )
        _ = try await choose(page)
        throw .home
    }

    /// Hands something over and shows the confirmation: a reference and exactly one of three states.
    func confirm(
        whenSent sentNext: Phrase = .givenSentNext,
        onSuccess: () -> Void = {},
        give: @escaping @Sendable (GivingDesk) async throws -> Given
    ) async throws(Departure) {
        let giving = desk.giving
        let given = await waiting(.sending) { try? await give(giving) }
        if given != nil { onSuccess() }
        let person = [Page.Block.text(phrases(.errorOfferPerson, deskValues))]
        let page = Page(
            title: phrases(given == nil ? .givenFailedTitle : .givenTitle),
            body: given.map { GivenWords(phrases: phrases).body($0, whenSent: sentNext) + person }
                ?? [.text(phrases(.givenFailed, deskValues))],
            choices: [phrases(.givenHome)]
        )
        let keepsake = given.map { given in
            let body = GivenWords(phrases: phrases).body(given, whenSent: sentNext)
            return Keepsake(page: Page(title: page.title, body: body), reference: given.id.shortText)
        }
        while try await choose(page, orTakeAlong: keepsake) != 1 {}
        throw .home
    }
}

/// The confirmation in words: a reference and exactly one of three states.
struct GivenWords {
    let phrases: Phrases

    func body(_ given: Given, whenSent sentNext: Phrase = .givenSentNext) -> [Page.Block] {
        let reference = phrases(.givenReference, ["reference": given.id.shortText])
        let (state, next): (String, Phrase) =
            switch given.state {
            case .kept: (phrases(.givenKept), .givenKeptNext)
            case .sent(let receipt): (phrases(.givenSent, ["receipt": receipt]), sentNext)
            case .needsOperator: (phrases(.givenOperator), .givenOperatorNext)
            }
        return [.personal(.text(reference)), .personal(.text(state)), .text(phrases(next))]
    }
}
