package import PublicServices

/// The full page of a dossier on the wire.
package struct DossierDetailBody: Sendable {
    /// National number, or the province's own word.
    package var state: StateBody
    package var procedureCode: String?
    package var procedureName: String
    package var agency: String
    package var receivedOn: CalendarDay?
    package var dueOn: CalendarDay?
    package var finishedOn: CalendarDay?
    package var history: [DossierEventBody]
    package var missingPapers: [String]
    /// In đồng.
    package var amountDue: Int64?
    package var paymentReference: String?
    package var collectAt: String?
    package var collectUntil: CalendarDay?
    package var postTracking: String?
    package var apology: ApologyBody?

    package init(_ detail: DossierDetail) {
        state = StateBody(detail.state, word: detail.stateText)
        procedureCode = detail.procedureCode?.text
        procedureName = detail.procedureName
        agency = detail.agency
        receivedOn = detail.receivedOn
        dueOn = detail.dueOn
        finishedOn = detail.finishedOn
        history = detail.history.map(DossierEventBody.init)
        missingPapers = detail.missingPapers
        amountDue = detail.amountDue
        paymentReference = detail.paymentReference?.text
        collectAt = detail.collectAt
        collectUntil = detail.collectUntil
        postTracking = detail.postTracking
        apology = detail.apology.map(ApologyBody.init)
    }

    /// The domain's form; a state that is not one of the ten and not in `names` stays the province's word.
    package func detail(_ names: () -> LocalStateNames) -> DossierDetail {
        let known = state.state(names)
        var result = DossierDetail(state: known, procedureName: procedureName, agency: agency)
        result.stateText = known == nil ? state.word : nil
        result.procedureCode = procedureCode.flatMap { ProcedureCode($0) }
        result.receivedOn = receivedOn
        result.dueOn = dueOn
        result.finishedOn = finishedOn
        result.history = history.compactMap { $0.event(names) }
        result.missingPapers = missingPapers
        result.amountDue = amountDue.flatMap { $0 >= 0 ? $0 : nil }
        result.paymentReference = paymentReference.flatMap(PaymentReference.init(typed:))
        result.collectAt = collectAt
        result.collectUntil = collectUntil
        result.postTracking = postTracking
        result.apology = apology.map { Apology(text: $0.text, newDueOn: $0.newDueOn) }
        return result
    }
}

extension DossierDetailBody: Codable {
    private enum CodingKeys: String, CodingKey {
        case state, procedureCode, procedureName, agency, receivedOn, dueOn, finishedOn, history, missingPapers
        case amountDue, paymentReference, collectAt, collectUntil, postTracking, apology
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        state = try values.decode(StateBody.self, forKey: .state)
        procedureCode = try values.wireText(forKey: .procedureCode)
        procedureName = try values.wireText(forKey: .procedureName) ?? ""
        agency = try values.wireText(forKey: .agency) ?? ""
        receivedOn = values.wireDay(forKey: .receivedOn)
        dueOn = values.wireDay(forKey: .dueOn)
        finishedOn = values.wireDay(forKey: .finishedOn)
        history = try values.decodeIfPresent([DossierEventBody].self, forKey: .history) ?? []
        missingPapers = try values.decodeIfPresent([String].self, forKey: .missingPapers) ?? []
        amountDue = try values.wireInteger(forKey: .amountDue)
        paymentReference = try values.wireText(forKey: .paymentReference)
        collectAt = try values.wireText(forKey: .collectAt)
        collectUntil = values.wireDay(forKey: .collectUntil)
        postTracking = try values.wireText(forKey: .postTracking)
        apology = try values.decodeIfPresent(ApologyBody.self, forKey: .apology)
    }
}

/// One step in the life of a dossier on the wire.
package struct DossierEventBody: Codable, Sendable {
    package var day: CalendarDay?
    package var state: StateBody?
    package var note: String?

    package init(_ event: DossierEvent) {
        day = event.day
        state = StateBody(event.state, word: event.stateText)
        note = event.note
    }

    /// The domain's form; `nil` for a step without a readable day or without a state.
    package func event(_ names: () -> LocalStateNames) -> DossierEvent? {
        guard let day, let state else { return nil }
        let known = state.state(names)
        var event = DossierEvent(day: day, state: known, note: note)
        event.stateText = known == nil ? state.word : nil
        return event
    }

    private enum CodingKeys: String, CodingKey { case day, state, note }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        day = values.wireDay(forKey: .day)
        state = try? values.decodeIfPresent(StateBody.self, forKey: .state)
        note = try values.wireText(forKey: .note)
    }
}

/// The agency's apology for being late, on the wire.
package struct ApologyBody: Codable, Sendable {
    package var text: String
    package var newDueOn: CalendarDay?

    package init(_ apology: Apology) {
        text = apology.text
        newDueOn = apology.newDueOn
    }

    private enum CodingKeys: String, CodingKey { case text, newDueOn }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        text = try values.decode(String.self, forKey: .text)
        newDueOn = values.wireDay(forKey: .newDueOn)
    }
}
