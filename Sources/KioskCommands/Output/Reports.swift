import FoundationEssentials
import PublicServices
import ServiceDesk

/// JSON of `kiosk find`: one line a query.
struct FindReport: Encodable {
    struct Result: Encodable {
        var code: String
        var name: String
        var score: Double
        var field: String
        var levels: [AdministrativeLevel]
        var agency: String
    }

    var query: String
    /// `found`, `nearest`, `outOfScope` or `empty`.
    var verdict: String
    /// What the law calls the matter, when it is known and the catalogue has no such procedure.
    var missing: String?
    var results: [Result]

    init(query: String, found: FoundProcedures) {
        self.query = query
        verdict = "\(found.verdict)"
        missing = found.missing
        results = found.matches.map { match in
            Result(
                code: match.entry.code.text, name: match.entry.name, score: match.score,
                field: match.entry.field, levels: match.entry.levels, agency: match.entry.agency
            )
        }
    }
}

/// Origin and age of an answer: the keys `origin` and `asOf` of every report.
struct OriginReport: Equatable {
    /// `fresh`, `saved`, `notFound` or `unavailable`.
    var origin: String
    /// When the backend said it, ISO 8601.
    var asOf: String?

    init<Value>(_ answer: Answer<Value>, now: Date) {
        switch answer {
        case .fresh: (origin, asOf) = ("fresh", Self.text(now))
        case .saved(_, let date): (origin, asOf) = ("saved", Self.text(date))
        case .notFound: (origin, asOf) = ("notFound", nil)
        case .unavailable: (origin, asOf) = ("unavailable", nil)
        }
    }

    static func text(_ instant: Date) -> String { instant.formatted(.iso8601) }
}

/// JSON of `kiosk procedure`.
struct ProcedureReport: Encodable {
    var origin: String
    var asOf: String?
    var procedure: Procedure?

    init(_ answer: Answer<Procedure>, now: Date) {
        let source = OriginReport(answer, now: now)
        (origin, asOf, procedure) = (source.origin, source.asOf, answer.value)
    }
}

/// JSON of `kiosk dossier`.
///
/// Without a second factor only code and degree.
struct DossierReport: Encodable {
    struct Event: Encodable {
        var day: CalendarDay
        var state: Int?
        var stateText: String?
        var note: String?
    }

    struct Detail: Encodable {
        /// National state, 1 to 10; absent when only `stateText` is known.
        var state: Int?
        /// The province's own words: when its state is none of the ten, or says more than they do.
        var stateText: String?
        var procedureCode: ProcedureCode?
        var procedureName: String
        var agency: String
        var receivedOn: CalendarDay?
        var dueOn: CalendarDay?
        var finishedOn: CalendarDay?
        var missingPapers: [String]
        var amountDue: Int64?
        var paymentReference: String?
        var collectAt: String?
        var collectUntil: CalendarDay?
        var postTracking: String?
        var apology: String?
        var newDueOn: CalendarDay?
        var history: [Event]
    }

    var code: String
    var origin: String
    var asOf: String?
    var degree: DegreeOfCompletion?
    var detail: Detail?

    init(code: DossierCode, answer: Answer<DossierStatus>, now: Date) {
        self.code = code.text
        let source = OriginReport(answer, now: now)
        (origin, asOf) = (source.origin, source.asOf)
        degree = answer.value?.degree
        detail = answer.value?.detail.map(Detail.init)
    }
}

extension DossierReport.Detail {
    init(_ detail: DossierDetail) {
        self.init(
            state: detail.state?.rawValue,
            stateText: detail.stateText,
            procedureCode: detail.procedureCode,
            procedureName: detail.procedureName,
            agency: detail.agency,
            receivedOn: detail.receivedOn,
            dueOn: detail.dueOn,
            finishedOn: detail.finishedOn,
            missingPapers: detail.missingPapers,
            amountDue: detail.amountDue,
            paymentReference: detail.paymentReference?.text,
            collectAt: detail.collectAt,
            collectUntil: detail.collectUntil,
            postTracking: detail.postTracking,
            apology: detail.apology?.text,
            newDueOn: detail.apology?.newDueOn,
            history: detail.history.map {
                DossierReport.Event(day: $0.day, state: $0.state?.rawValue, stateText: $0.stateText, note: $0.note)
            }
        )
    }
}

/// JSON of `kiosk payment`.
struct PaymentReport: Encodable {
    struct Seen: Encodable {
        var outcome: PaymentOutcome
        var asOf: String
    }

    /// Missing when a dossier was asked for and has no payment.
    var reference: String?
    var origin: String
    var asOf: String?
    var outcome: PaymentOutcome?
    var amount: Int64?
    var office: String?
    var purpose: String?
    var dueOn: CalendarDay?
    var paidAt: String?
    var channel: String?
    var receiptNumber: String?
    var dossierCode: String?
    /// The VietQR payload of an unpaid bill, checked.
    var qrPayload: String?
    /// What this kiosk last saw, when it cannot be asked now; never an answer.
    var lastSeen: Seen?

    init(reference: PaymentReference, answer: Answer<Payment>, lastSeen: SeenPayment?, now: Date) {
        self.reference = reference.text
        let source = OriginReport(answer, now: now)
        (origin, asOf) = (source.origin, source.asOf)
        dossierCode = answer.value?.dossierCode?.text
        fill(answer.value)
        self.lastSeen = lastSeen.map { Seen(outcome: $0.outcome, asOf: OriginReport.text($0.asOf)) }
    }

    /// The payment of a dossier; without `outcome` nothing is due.
    init(dossier: DossierCode, _ answer: Answer<PaymentOfDossier>, now: Date) {
        let source = OriginReport(answer, now: now)
        (origin, asOf, dossierCode) = (source.origin, source.asOf, dossier.text)
        guard case .payment(let payment) = answer.value else { return }
        reference = payment.reference.text
        fill(payment)
    }

    private mutating func fill(_ payment: Payment?) {
        outcome = payment?.outcome
        amount = payment?.amount
        office = payment?.office
        purpose = payment?.purpose
        dueOn = payment?.dueOn
        paidAt = payment?.paidAt.map(OriginReport.text)
        channel = payment?.channel
        receiptNumber = payment?.receiptNumber
        qrPayload = payment?.qrPayload
    }
}

/// JSON of `kiosk rate`.
struct GivenReport: Encodable {
    var id: String
    /// `kept`, `sent` or `needsOperator`.
    var state: String
    var receiptNumber: String?

    init(_ given: Given) {
        id = given.id.text
        switch given.state {
        case .kept: state = "kept"
        case .sent(let number): (state, receiptNumber) = ("sent", number)
        case .needsOperator: state = "needsOperator"
        }
    }
}

/// JSON of `kiosk outbox list`.
struct OutboxReport: Encodable {
    var id: String
    var kind: String
    var state: String
    var createdAt: String
    var attempts: Int
    var lastError: String?
    var receiptNumber: String?

    init(_ record: OutboxRecord) {
        id = record.id.text
        kind = record.kind.rawValue
        state = record.state.rawValue
        createdAt = OriginReport.text(record.createdAt)
        attempts = record.attempts
        lastError = record.lastError
        receiptNumber = record.receiptNumber
    }
}

/// Writes a value as one line of JSON.
enum JSONLine {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return escaped(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// Characters that the text gate would take out or turn into line ends are written as `\uXXXX`, so that a line
    /// stays one object and loses nothing.
    private static func escaped(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: isInvisible) else { return json }
        return json.unicodeScalars.reduce(into: "") { text, scalar in
            guard isInvisible(scalar) else { return text.unicodeScalars.append(scalar) }
            for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
                let digits = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x7F else { return false }
        if scalar.properties.isVariationSelector { return true }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
        default: false
        }
    }
}
