import PublicServices

// Bodies of OpenCPS by allow-list: what is not named here (secrets, identity numbers, addresses, telephones, gateway
// keys, names of staff) is never decoded, so it can be neither shown nor kept (research/opencps-wire.md §7.22 and 23).

/// A list with the count of all hits.
struct OpenCPSPage<Row: Decodable>: Decodable {
    var total: Int64
    var rows: [Row]

    private enum CodingKeys: String, CodingKey { case total, data }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        guard values.contains(.total) || values.contains(.data) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not a list"))
        }
        rows = values.looseList(Row.self, .data)
        total = values.looseNumber(.total) ?? Int64(rows.count)
    }
}

/// A dossier in a search: enough to find it and to say its degree of completion.
struct OpenCPSDossierRow: Decodable {
    var id: Int64?
    var code: String?
    var status: String?
    var isReleased: Bool

    private enum CodingKeys: String, CodingKey { case dossierId, dossierNo, dossierStatus, releaseDate, finishDate }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = values.looseNumber(.dossierId)
        code = values.looseText(.dossierNo)
        status = values.looseText(.dossierStatus)
        isReleased = values.looseText(.releaseDate) != nil || values.looseText(.finishDate) != nil
    }
}

/// A dossier opened with its secret.
struct OpenCPSDossier: Decodable {
    var code: String?
    var status: String?
    var statusText: String?
    var lockState: String?
    var serviceCode: String?
    var serviceName: String?
    var agency: String?
    var submitted, received, due, extended, released, finished: CalendarDay?
    var note: String?

    private enum CodingKeys: String, CodingKey {
        case dossierNo, dossierStatus, dossierStatusText, dossierSubStatusText, lockState, serviceCode, serviceName
        case govAgencyName, submitDate, receiveDate, dueDate, extendDate, releaseDate, finishDate, dossierNote
        case dossierId
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        guard values.contains(.dossierId) || values.contains(.dossierNo) else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not a dossier"))
        }
        code = values.looseText(.dossierNo)
        status = values.looseText(.dossierStatus)
        statusText = (values.looseText(.dossierSubStatusText) ?? values.looseText(.dossierStatusText))
            .flatMap(MarkupText.line)
        lockState = values.looseText(.lockState)
        serviceCode = values.looseText(.serviceCode)
        serviceName = values.looseText(.serviceName).flatMap(MarkupText.line)
        agency = values.looseText(.govAgencyName).flatMap(MarkupText.line)
        submitted = OpenCPSDate.day(values.looseText(.submitDate))
        received = OpenCPSDate.day(values.looseText(.receiveDate))
        due = OpenCPSDate.day(values.looseText(.dueDate))
        extended = OpenCPSDate.day(values.looseText(.extendDate))
        released = OpenCPSDate.day(values.looseText(.releaseDate))
        finished = OpenCPSDate.day(values.looseText(.finishDate))
        note = values.looseText(.dossierNote)
    }
}

/// A step of a dossier's way through the agency; who did it is not read.
struct OpenCPSStep: Decodable {
    var name: String?
    var begunOn: CalendarDay?

    private enum CodingKeys: String, CodingKey { case sequenceName, startDate }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = values.looseText(.sequenceName).flatMap(MarkupText.line)
        begunOn = OpenCPSDate.day(values.looseText(.startDate))
    }
}

/// The payment of a dossier; gateway profile, bank, payer and accountant are not read.
struct OpenCPSPayment: Decodable {
    var reference: String?
    var status: Int64?
    var amount: Int64?
    var purpose: String?
    var channel: String?
    var confirmed: String?
    var isApproved: Bool
    var invoice: String?

    private enum CodingKeys: String, CodingKey {
        case referenceUid, paymentStatus, paymentAmount, feeAmount, serviceAmount, shipAmount, advanceAmount
        case paymentFee, paymentNote, paymentMethod, confirmDatetime, approveDatetime, invoiceNo
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        reference = values.looseText(.referenceUid)
        status = values.looseNumber(.paymentStatus)
        amount = values.looseNumber(.paymentAmount) ?? Self.sum(values)
        purpose = (values.looseText(.paymentFee) ?? values.looseText(.paymentNote)).flatMap(MarkupText.line)
        channel = values.looseText(.paymentMethod).flatMap(MarkupText.line)
        confirmed = values.looseText(.confirmDatetime)
        isApproved = OpenCPSDate.day(values.looseText(.approveDatetime)) != nil
        invoice = values.looseText(.invoiceNo)
    }

    /// Fee and charges less what was advanced, as the server computes it.
    private static func sum(_ values: KeyedDecodingContainer<CodingKeys>) -> Int64? {
        let parts = [CodingKeys.feeAmount, .serviceAmount, .shipAmount].compactMap { values.looseNumber($0) }
        guard !parts.isEmpty, parts.allSatisfy({ (0...1_000_000_000_000).contains($0) }) else { return nil }
        return parts.reduce(0, +) - min(max(values.looseNumber(.advanceAmount) ?? 0, 0), 1_000_000_000_000)
    }
}

/// A question of a satisfaction vote.
struct OpenCPSQuestion: Decodable {
    var id: Int64?
    var subject: String
    var choices: [String]

    private enum CodingKeys: String, CodingKey { case votingId, subject, choices }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = values.looseNumber(.votingId)
        subject = values.looseText(.subject).flatMap(MarkupText.line) ?? ""
        choices = values.looseList(LooseText.self, .choices).compactMap { $0.text.flatMap(MarkupText.line) }
    }
}

/// A vote that was taken; only its number and our own mark in the comment matter.
struct OpenCPSVote: Decodable {
    var id: Int64?
    var mark: String?

    private enum CodingKeys: String, CodingKey { case votingResultId, comment }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = values.looseNumber(.votingResultId)
        mark = values.looseText(.comment).flatMap(VoteMark.find)
    }
}
