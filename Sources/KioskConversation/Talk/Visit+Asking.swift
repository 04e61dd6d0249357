import AccessPointDevices
import PublicServices
import ServiceDesk

extension Visit {
    /// Shows a page and returns the answer; misunderstandings, `7`, `8` and idle time are dealt with here.
    func ask(_ page: Page) async throws(Departure) -> Reply {
        try await ask(page) { .success($0) }
    }

    /// Shows a page until `read` understands the answer.
    func ask<Value: Sendable>(
        _ page: Page,
        read: (Reply) -> Result<Value, Misunderstanding>
    ) async throws(Departure) -> Value {
        let page = offeringVoice(page)
        var exchange = await layOut(page)
        await show(exchange)
        speak(page, exchange.current)
        while true {
            switch interpret(try await listen(page, on: exchange), page: page, on: exchange) {
            case .turn(let step):
                exchange.turn(step)
                await show(exchange)
                speak(page, exchange.current)
            case .readAloud: speakAll(page)
            case .help:
                try await help(during: page, on: &exchange)
                await show(exchange)
                speak(page, exchange.current)
            case .leave(let departure): throw departure
            case .misunderstood(let text): await explain(text, on: &exchange)
            case .reply(let reply):
                switch read(reply) {
                case .success(let value): return value
                case .failure(let misunderstanding): await explain(misunderstanding.text, on: &exchange)
                }
            }
        }
    }

    /// Shows a page that is answered with one of its numbers.
    func choose(_ page: Page) async throws(Departure) -> Int {
        try await ask(page) { reply in
            if case .choice(let number) = reply { .success(number) } else { .failure(Misunderstanding("")) }
        }
    }

    /// A blank line sets a page off from what was said before it.
    private func show(_ exchange: Exchange) async {
        let isItemAfterItem = exchange.isSlow && !exchange.isFirst
        await console.show((hasSpoken && !isItemAfterItem ? [.empty] : []) + exchange.current.lines)
        hasSpoken = true
    }

    private func layOut(_ page: Page) async -> Exchange {
        let codeRows = page.code == nil ? 0 : await console.codeRows
        let frame = nextFrame(isFirst: page.isFirst)
        let layout = PageLayout(frame: frame, columns: await console.columns, codeRows: codeRows)
        return Exchange(page, layout: layout, isSlow: manner.isSlow)
    }

    /// `7` and back; a page is laid out anew when the talk is held in another way since.
    ///
    /// The first page is made anew altogether: a volunteer is offered other things there.
    private func help(during page: Page, on exchange: inout Exchange) async throws(Departure) {
        let before = manner
        try await returning { () async throws(Departure) in try await helpPage() }
        if page.isFirst, manner.isVolunteer != before.isVolunteer { throw .home }
        if manner != before { exchange = await layOut(page) }
    }

    private func interpret(_ typed: String?, page: Page, on exchange: Exchange) -> Heard {
        guard let typed else { return .misunderstood(phrases(.errorTooLong, ["example": example(page)])) }
        let line = PlainCharacters.plain(typed)
        guard !line.isEmpty else {
            return exchange.isLast ? .misunderstood(emptyError(page)) : .turn(1)
        }
        guard let key = Heard.key(line) else {
            let takesText = page.entry != .number || page.isFirst && recognisedDossier(line) != nil
            if takesText, exchange.takesAnswers { return .reply(.text(String(typed.trimmingBlanks()))) }
            return .misunderstood(choiceError(page))
        }
        return interpret(key: key, page: page, on: exchange)
    }

    private func interpret(key: Int, page: Page, on exchange: Exchange) -> Heard {
        switch key {
        case 0: .leave(page.isFirst ? .end(.finished) : .home)
        case 7: .help
        case 8: .turn(exchange.stepsToRepeat)
        case 9 where !exchange.isFirst: .turn(-1)
        case 9 where !page.isFirst: .leave(.back)
        case 1 where !exchange.takesAnswers: .turn(1)
        case let number where exchange.takesAnswers && number == page.voiceChoice: .readAloud
        case let number where exchange.takesAnswers && page.choices.contains { $0.number == number }:
            .reply(.choice(number))
        default: .misunderstood(choiceError(page))
        }
    }

    private func emptyError(_ page: Page) -> String {
        phrases(page.entry == .number ? .errorEmpty : .errorEmptyText, ["example": example(page)])
    }

    private func choiceError(_ page: Page) -> String {
        phrases(page.entry == .number ? .errorNotAChoice : .errorNotHere, ["example": example(page)])
    }

    /// What may be typed on this page.
    private func example(_ page: Page) -> String {
        switch page.entry {
        case .number: "\(page.choices.first?.number ?? 0)"
        case .text(let example): example
        }
    }

    /// Says what was wrong and the choices again; from the third time on also whom to ask.
    private func explain(_ text: String, on exchange: inout Exchange) async {
        var blocks: [Page.Block] = [.gap, .text(text)]
        if exchange.noteMistake() { blocks.append(.text(phrases(.errorOfferPerson, deskValues))) }
        await say(blocks)
        await console.show([.empty] + exchange.choices)
    }

    /// Shows loose lines outside a page.
    func say(_ blocks: [Page.Block]) async {
        let width = min(await console.columns, TextLayout.pageWidth)
        await console.show(blocks.flatMap { TextLayout.wrap(TerminalText(sanitising: $0.text), width: width) })
        speak(blocks)
    }

    /// Phone and hours of the hotline, for sentences that name them.
    var deskValues: [String: String] { DeskWords(phrases: phrases).values(desk.accessPoint.hotline) }
}

/// A desk in words; a sample number is plainly marked as one.
struct DeskWords {
    let phrases: Phrases

    func values(_ desk: Desk) -> [String: String] {
        ["name": desk.name, "phone": phone(desk), "hours": desk.hours]
    }

    /// A number that stands on two lines is dialled wrong: its blanks do not break.
    static func unbroken(_ number: String) -> String {
        number.split(separator: " ").joined(separator: "\u{A0}")
    }

    private func phone(_ desk: Desk) -> String {
        let number = Self.unbroken(desk.phone)
        return desk.isSample ? "\(number) – \(phrases(.sampleValue))" : number
    }
}
