package import AccessPointDevices

/// What the voice says of a page: a text of its own beside the screen's, in words only.
package struct PageSpeech: Sendable {
    private let phrases: Phrases
    /// Also says what the four fixed keys do.
    private let namesKeys: Bool

    /// - Parameter namesKeys: on the first pages of a visit the fixed keys are said too.
    package init(phrases: Phrases, namesKeys: Bool) {
        self.phrases = phrases
        self.namesKeys = namesKeys
    }

    /// The sentences of one sheet of a page; what is personal is left out, and that is said.
    package func sentences(_ page: Page, part: PagePart = .whole) -> [Utterance] {
        let held = part.blocks.map { $0.map { page.body[$0] } } ?? page.body
        let open = held.filter { !$0.isPersonal }
        let hidden = open.count < held.count ? [say(.speechHidden)] : []
        let offered = part.choices.map { $0.map { page.choices[$0] } } ?? page.choices
        let choices = part.leadsOn ? [Page.Choice(1, phrases(.more))] : offered.filter { !$0.isPersonal }
        return (part.hasTitle ? [say(page.title)] : []) + say(open) + hidden + choices.flatMap(choice)
            + (part.isEnd ? keys(page) : [])
    }

    /// All of a page, the personal part too: somebody asked for it.
    package func everything(_ page: Page) -> [Utterance] {
        [say(page.title)] + say(page.body) + page.choices.flatMap(choice)
    }

    /// Loose sentences; what is personal is left out.
    package func loose(_ blocks: [Page.Block]) -> [Utterance] { say(blocks.filter { !$0.isPersonal }) }

    private func say(_ blocks: [Page.Block]) -> [Utterance] {
        blocks.filter { !$0.text.isEmpty }.map { say($0.spokenText) }
    }

    private func choice(_ choice: Page.Choice) -> [Utterance] {
        let key = "\(Phrase.speechPress.rawValue).\(choice.number)"
        let press = phrases(.speechPress, ["number": "\(choice.number)"])
        return [Utterance(press, language: phrases.tag, key: key), say(choice.text)]
    }

    private func keys(_ page: Page) -> [Utterance] {
        namesKeys ? [say(page.isFirst ? .speechKeysFirst : .speechKeys)] : []
    }

    private func say(_ phrase: Phrase) -> Utterance {
        Utterance(phrases(phrase), language: phrases.tag, key: phrase.rawValue)
    }

    /// A text that is one of the fixed sentences keeps its key, for a recorded clip.
    private func say(_ text: String) -> Utterance {
        Utterance(text, language: phrases.tag, key: phrases.key(of: text))
    }
}
