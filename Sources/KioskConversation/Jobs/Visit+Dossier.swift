import PublicServices
import ServiceDesk

extension Visit {
    /// Job 2: from a code to the state of a dossier.
    func checkDossier() async throws(Departure) {
        while true {
            let entered = try await enterDossierCode()
            try await returning { () async throws(Departure) in try await openDossier(entered) }
        }
    }

    /// From an entered code to its state; a typed one is read back first.
    func openDossier(_ entered: EnteredCode) async throws(Departure) {
        if !entered.isScanned { try await readBack(entered.code) }
        try await dossierPage(entered.code, scannedFactor: entered.secondFactor)
    }

    /// The dossier code that somebody typed or scanned in another place; `nil` for anything else.
    func recognisedDossier(_ typed: String) -> EnteredCode? {
        guard case .recognised = DossierCodeReader.read(typed, today: today) else { return nil }
        return try? EnteredCode.read(typed, today: today).get()
    }

    /// The state of a dossier whose code is known.
    ///
    /// - Parameter scannedFactor: came with the code from a scanned slip; then nothing is asked.
    func dossierPage(_ code: DossierCode, scannedFactor: SecondFactor? = nil) async throws(Departure) {
        var factor = desk.lookups.capabilities.secondFactor ? try await secondFactor(scannedFactor) : nil
        while true {
            let answer = await lookUp { [factor] desk, lookups in
                await desk.dossier(code, secondFactor: factor, visit: lookups)
            }
            switch answer {
            case .fresh(let status):
                try await show(status, origin: .now, factor: factor)
                factor = try await secondFactor(nil)
            case .saved(let status, let asOf): try await show(status, origin: .saved(asOf), factor: factor)
            case .notFound:
                guard try await dossierNotFound(canRetype: factor != nil) else { return }
                factor = try await secondFactor(nil)
            case .unavailable(let reason): try await cannotAsk(reason, body: wayOfSlip(reason))
            }
        }
    }

    /// Where the search by code is closed, a scanned slip may still be answered.
    private func wayOfSlip(_ reason: Unavailability) -> [Page.Block] {
        guard reason == .notOffered, desk.lookups.capabilities.dossierBySlip else { return [] }
        return [.text(phrases(.notOfferedSlip))]
    }

    func enterDossierCode(
        title: Phrase = .dossierTitle,
        how: Phrase = .dossierHow
    ) async throws(Departure) -> EnteredCode {
        let example = exampleDossier
        let page = Page(
            title: phrases(title),
            body: hints(.text(phrases(how))) + [.text(phrases(.dossierExample, ["example": example]))],
            entry: .text(example: example)
        )
        let today = today
        let phrases = phrases
        return try await ask(page) { reply in
            guard case .text(let typed) = reply else { return .failure(Misunderstanding(phrases(.dossierCodeEmpty))) }
            return EnteredCode.read(typed, today: today).mapError { fault in
                Misunderstanding(phrases(fault.phrase, ["example": example]))
            }
        }
    }

    private var exampleDossier: String {
        settings.practiceDossiers.isEmpty ? "H43.12-240823-0001" : settings.practiceDossiers.joined(separator: ", ")
    }

    /// Says the code in words; a wrong one goes back to the question.
    func readBack(_ code: DossierCode) async throws(Departure) {
        let page = Page(
            title: phrases(.readBackTitle),
            body: DossierWords(phrases: phrases, settings: settings).readBack(code),
            choices: [phrases(.readBackYes), phrases(.readBackNo)]
        )
        if try await choose(page) == 2 { throw .back }
    }

    private func secondFactor(_ scanned: SecondFactor?) async throws(Departure) -> SecondFactor? {
        if let scanned { return scanned }
        return try await enterSecondFactor(title: .factorTitle, skip: .factorSkip)
    }

    /// What opens the full page: four digits, or the secret on the slip; `nil` when `skip` was chosen.
    func enterSecondFactor(title: Phrase, skip: Phrase) async throws(Departure) -> SecondFactor? {
        let isPrinted = desk.lookups.capabilities.asksPrintedSecret
        var page = Page(
            title: phrases(title),
            body: [.text(phrases(isPrinted ? .factorSecretHow : .factorHow))] + hints(.text(phrases(.factorWhy))),
            choices: [phrases(skip)],
            entry: .text(example: "1234")
        )
        // Who stands beside the citizen reads the screen too.
        page.isHidden = true
        let wrong = Misunderstanding(phrases(isPrinted ? .factorSecretWrong : .factorWrong))
        return try await ask(page) { reply in
            guard case .text(let typed) = reply else { return .success(nil) }
            let factor = isPrinted ? SecondFactor(typedSecret: typed) : SecondFactor(typed: typed)
            return factor.map { .success($0) } ?? .failure(wrong)
        }
    }

    /// - Parameter canRetype: digits were typed, and may be typed again for the same code.
    /// - Returns: whether they shall be.
    @discardableResult
    func dossierNotFound(canRetype: Bool = false) async throws(Departure) -> Bool {
        let page = Page(
            title: phrases(.notFoundTitle),
            body: [.text(phrases(.notFoundText)), .text(phrases(.notFoundPerson, deskValues))],
            choices: canRetype ? [phrases(.typeFactorAgain), phrases(.typeCodeAgain)] : [phrases(.typeAgain)]
        )
        return try await choose(page) == 1 && canRetype
    }

    /// "It cannot be asked now": choosing to try again returns, anything else leaves.
    func cannotAsk(_ reason: Unavailability, body: [Page.Block]) async throws(Departure) {
        let isOffered = reason != .notOffered
        let page = Page(
            title: phrases(.cannotAskTitle),
            body: body + [
                .text(isOffered ? phrases(.cannotAskText) : phrases(.notOfferedText, deskValues))
            ] + (isOffered ? [.text(phrases(.cannotAskNext, deskValues))] : []),
            choices: [phrases(isOffered ? .tryAgain : .givenHome)]
        )
        _ = try await choose(page)
        if !isOffered { throw .home }
    }
}

/// A code as it was entered.
struct EnteredCode: Equatable, Sendable {
    let code: DossierCode
    /// It came from a scanner, which does not mistype: no read-back.
    let isScanned: Bool
    /// What a scanned slip carries beside the code.
    let secondFactor: SecondFactor?

    enum Fault: Error, Equatable {
        case empty, noDigit, impossibleDate, futureDate, tooLong

        var phrase: Phrase {
            switch self {
            case .empty: .dossierCodeEmpty
            case .noDigit: .dossierCodeNoDigit
            case .impossibleDate: .dossierCodeDate
            case .futureDate: .dossierCodeFuture
            case .tooLong: .dossierCodeLong
            }
        }
    }

    static func read(_ typed: String, today: CalendarDay) -> Result<EnteredCode, Fault> {
        let slip = ScannedSlip(scanned: typed)
        return switch DossierCodeReader.read(typed, today: today) {
        case .unknownShape(let code) where !code.text.contains(where: \.isNumber): .failure(.noDigit)
        case .recognised(let code), .unknownShape(let code):
            .success(EnteredCode(code: code, isScanned: slip != nil, secondFactor: slip?.secondFactor))
        case .impossibleDate: .failure(.impossibleDate)
        case .futureDate: .failure(.futureDate)
        case .tooLong: .failure(.tooLong)
        case .empty: .failure(.empty)
        }
    }
}
