import AccessPointDevices
import PublicServices
import ServiceDesk

extension Visit {
    /// Shows a page that also offers its keepsake, and returns the number of any other choice.
    ///
    /// The offer stands last; it is not there without printer and QR code, nor on a page that is full.
    func choose(_ page: Page, orTakeAlong keepsake: Keepsake?) async throws(Departure) -> Int {
        let hasRoom = page.choices.count < (page.body.contains(where: \.isPersonal) ? 5 : 6)
        guard let keepsake, hasRoom else { return try await choose(page) }
        let ways = await ways(keepsake)
        guard let first = ways.first else { return try await choose(page) }
        var offering = page
        let number = page.choices.count + 1
        offering.choices.append(Page.Choice(number, offer(of: ways)))
        while true {
            let chosen = try await choose(offering)
            guard chosen == number else { return chosen }
            try await returning { () async throws(Departure) in
                try await take(ways.count == 1 ? first : try await way(of: ways))
            }
        }
    }

    /// A way to take something along.
    private enum Way {
        case paper(Phrase, Page)
        case code(String)
    }

    /// The one way by its name; several by what they have in common.
    private func offer(of ways: [Way]) -> String {
        let texts = Set(ways.map { if case .paper = $0 { phrases(.takePrint) } else { phrases(.takeCode) } })
        return texts.count == 1 ? texts.first ?? phrases(.takeOffer) : phrases(.takeOffer)
    }

    private func text(_ way: Way) -> String {
        switch way {
        case .paper(let phrase, _): phrases(phrase)
        case .code: phrases(.takeCode)
        }
    }

    private func way(of ways: [Way]) async throws(Departure) -> Way {
        let page = Page(
            title: phrases(.takeTitle), body: [.text(phrases(.takeIntro))], choices: ways.map { text($0) }
        )
        return ways[try await choose(page) - 1]
    }

    private func take(_ way: Way) async throws(Departure) {
        switch way {
        case .paper(_, let page): try await printSlip(page)
        case .code(let text): try await codePage(text)
        }
    }

    private var showsCodes: Bool { get async { await console.codeRows > 0 } }

    private func ways(_ keepsake: Keepsake) async -> [Way] {
        var ways: [Way] = []
        if settings.devices.printer != nil {
            if let open = keepsake.publicPage {
                ways += [.paper(.takePrintPublic, open), .paper(.takePrintFull, keepsake.page)]
            } else {
                ways.append(.paper(.takePrint, keepsake.page))
            }
        }
        if await showsCodes { ways.append(.code(keepsake.reference)) }
        return ways
    }

    /// Hands the slip to the printer; a printer that fails is said kindly, and the visit goes on.
    private func printSlip(_ page: Page) async throws(Departure) {
        guard let printer = settings.devices.printer else { return }
        let words = SlipWords(
            phrases: phrases, accessPoint: desk.accessPoint,
            banner: desk.isPractice ? phrases(.practiceBanner) : nil, portal: settings.devices.portal
        )
        let slip = words.slip(page, now: desk.clock.now)
        let report = settings.devices.report
        let isPrinted = await waiting(.takePrinting) {
            do throws(PrinterFault) {
                try await printer.put(slip)
                return true
            } catch {
                report(error)
                return false
            }
        }
        desk.usage?.note(.slip(isPrinted: isPrinted))
        let result = Page(
            title: phrases(isPrinted ? .takePrintedTitle : .takeFailedTitle),
            body: [.text(isPrinted ? phrases(.takePrinted) : phrases(.takeFailed, deskValues))],
            choices: [phrases(.helpBack)]
        )
        _ = try await choose(result)
    }

    /// The line as a QR code, with the line itself beside it.
    private func codePage(_ text: String) async throws(Departure) {
        var page = Page(
            title: phrases(.takeCodeTitle),
            body: [.text(phrases(.takeCodeHow)), .personal(.text(phrases(.takeCodeText, ["text": text])))],
            choices: [phrases(.helpBack)]
        )
        page.code = Page.Code(payload: text, how: phrases(.takeCodeHow), instead: phrases(.takeCodeInstead))
        _ = try await choose(page)
    }

    /// A dossier's slip: the public part, and all of it only when the citizen has seen the full page.
    func keepsake(of status: DossierStatus, page: Page, origin: ShownOrigin) -> Keepsake {
        guard status.detail != nil else { return Keepsake(page: page, reference: status.code.text) }
        let words = DossierWords(phrases: phrases, settings: settings)
        let body = words.body(status.publicPart, origin: origin, now: desk.clock.now)
        return Keepsake(
            page: page, publicPage: Page(title: page.title, body: body), reference: status.code.text
        )
    }

    /// A procedure's slip: what it costs and takes, and the checklist.
    func keepsake(of pages: ProcedurePages) -> Keepsake {
        let code = pages.procedure.code.text
        let address = settings.devices.portal.map { " \($0)" } ?? ""
        return Keepsake(page: pages.slip, reference: code + address)
    }
}
