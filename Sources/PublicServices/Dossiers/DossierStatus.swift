/// What the backend says about a dossier.
///
/// The public part is the code and the degree of completion; `detail` is there only after a second factor.
package struct DossierStatus: Equatable, Sendable {
    /// The code that was asked.
    package var code: DossierCode
    /// All that may be shown without a second factor.
    package var degree: DegreeOfCompletion
    /// The full page; `nil` without the right second factor.
    package var detail: DossierDetail?

    /// A status; without `detail` it is the public part.
    package init(code: DossierCode, degree: DegreeOfCompletion, detail: DossierDetail? = nil) {
        self.code = code
        self.degree = degree
        self.detail = detail
    }

    /// Without the part that needs a second factor; the only form that may reach a disk.
    package var publicPart: DossierStatus { DossierStatus(code: code, degree: degree) }
}

/// The full page of a dossier, shown after a second factor and never stored.
///
/// It holds no name and no address of a person: the kiosk does not need them and so does not decode them.
package struct DossierDetail: Equatable, Sendable {
    /// Where the dossier stands; `nil` when the province says it in a word that nobody mapped (`stateText`).
    package var state: DossierState?
    /// The agency's own words for a state that the nation has none for.
    package var stateText: String?
    /// The procedure, when the backend names its code.
    package var procedureCode: ProcedureCode?
    /// The name of the procedure in the backend's words.
    package var procedureName: String
    /// The agency that decides.
    package var agency: String
    /// The day of reception.
    package var receivedOn: CalendarDay?
    /// The day promised on the slip.
    package var dueOn: CalendarDay?
    /// The day on which the agency finished.
    package var finishedOn: CalendarDay?
    /// The dated steps, the earliest first.
    package var history: [DossierEvent] = []
    /// Papers the agency asks for (state 5).
    package var missingPapers: [String] = []
    /// Amount still to pay in đồng.
    package var amountDue: Int64?
    /// The reference of the payment that is due.
    package var paymentReference: PaymentReference?
    /// Where the result waits.
    package var collectAt: String?
    /// The last day on which the result is kept.
    package var collectUntil: CalendarDay?
    /// The number of the public post, when the result is sent.
    package var postTracking: String?
    /// The agency's apology for being late.
    package var apology: Apology?

    /// A page with what every dossier has; the rest is set where it is known.
    package init(state: DossierState?, procedureName: String, agency: String) {
        self.state = state
        self.procedureName = procedureName
        self.agency = agency
    }
}

/// One step in the life of a dossier.
package struct DossierEvent: Equatable, Sendable {
    /// The day of the step.
    package var day: CalendarDay
    /// The state from that day on; `nil` for a word that nobody mapped.
    package var state: DossierState?
    /// The province's own word, when it is none of the ten states.
    package var stateText: String?
    /// What the agency wrote beside it.
    package var note: String?

    /// A step.
    package init(day: CalendarDay, state: DossierState?, note: String? = nil) {
        self.day = day
        self.state = state
        self.note = note
    }
}

/// The agency's written apology for being late (Nghị định 61/2018/NĐ-CP, Điều 19.9).
package struct Apology: Equatable, Sendable {
    /// The apology in the agency's words.
    package var text: String
    /// The new day that the agency promises.
    package var newDueOn: CalendarDay?

    /// An apology, with the new day when there is one.
    package init(text: String, newDueOn: CalendarDay? = nil) {
        self.text = text
        self.newDueOn = newDueOn
    }
}
