import PublicServices

/// Maps a portal record to a procedure, mends what is surely broken and notes it; nothing is made up.
struct PortalMapping {
    let record: PortalRecord
    private(set) var repairs: [String] = []

    init(record: PortalRecord) { self.record = record }

    /// - Throws: `CatalogueFault` when there is no code or no name.
    mutating func procedure() throws -> Procedure {
        guard let code = record.code.flatMap({ ProcedureCode($0) }) else { throw CatalogueFault.noCode }
        let name = clean(record.name)
        guard !name.isEmpty else { throw CatalogueFault.noName }
        var procedure = Procedure(code: code, name: name, field: clean(record.field), levels: levels())
        procedure.agency = clean(record.agency)
        procedure.audience = Self.audience(clean(record.target))
        procedure.fee = fee()
        procedure.processingTime = known(record.processingTime)
        procedure.papers = papers()
        procedure.steps = texts(record.steps)
        procedure.requirements = texts(record.extra?.requirements)
        procedure.results = texts(record.extra?.result)
        procedure.channels = channels()
        procedure.legalBasis = (record.legalBasis ?? []).map(clean).filter { !$0.isEmpty }
        procedure.decision = known(record.extra?.decision)
        procedure.source = source()
        procedure.asOf = asOf()
        return procedure
    }

    /// One line without control characters and doubled blanks.
    private func clean(_ text: String?) -> String {
        guard let text else { return "" }
        let visible = text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: visible)
        return String(view).split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }

    private func known(_ text: String?) -> String? {
        let clean = clean(text)
        return clean.isEmpty ? nil : clean
    }

    private func texts(_ list: LenientList?) -> [String] {
        (list?.texts ?? []).map(clean).filter { !$0.isEmpty }
    }

    private mutating func levels() -> [AdministrativeLevel] {
        let text = clean(record.level).lowercased()
        guard !text.isEmpty else { return [] }
        let words: [(String, AdministrativeLevel)] = [
            ("cấp bộ", .ministry), ("cấp tỉnh", .province), ("cấp huyện", .district), ("cấp xã", .commune),
            ("cơ quan khác", .other),
        ]
        let levels = words.filter { text.contains($0.0) }.map(\.1)
        if levels.isEmpty { repairs.append("level not understood: \(text.prefix(60))") }
        return levels
    }

    private static func audience(_ target: String) -> [Audience] {
        let text = target.lowercased()
        let words: [(String, Audience)] = [
            ("công dân", .citizen), ("định cư ở nước ngoài", .citizen), ("doanh nghiệp", .business),
            ("hợp tác xã", .business), ("tổ chức", .organisation), ("cán bộ", .official),
            ("người nước ngoài", .foreigner), ("tổ chức nước ngoài", .foreigner),
        ]
        // "Tổ chức (không bao gồm doanh nghiệp, HTX)" names businesses to leave them out.
        let plain = text.replacing("(không bao gồm doanh nghiệp, htx)", with: "")
        return words.reduce(into: []) { found, word in
            if plain.contains(word.0), !found.contains(word.1) { found.append(word.1) }
        }
    }

    /// A fee that lost its thousands would be wrong by a factor of a thousand: it is left out and asked at the desk.
    private mutating func fee() -> String? {
        guard record.extra?.feeSuspect?.isSet == true else { return known(record.fee) }
        if known(record.fee) != nil { repairs.append("fee left out: it lost its thousands") }
        return nil
    }

    private mutating func papers() -> [Paper] {
        var isMended = false
        let papers = (record.papers ?? []).compactMap { paper -> Paper? in
            let text = clean(paper.name)
            let name = FormFileNames.removed(from: text)
            isMended = isMended || name != text
            guard !name.isEmpty else { return nil }
            return Paper(
                name: name,
                originals: paper.original?.value ?? 0,
                copies: paper.copy?.value ?? 0,
                case: clean(paper.case)
            )
        }
        if isMended { repairs.append("file names of forms taken off the papers") }
        return papers
    }

    private func channels() -> [Channel] {
        let texts = (record.extra?.methods ?? []).map { clean($0.channel).lowercased() }
        return Channel.allCases.filter { channel in
            texts.contains { text in
                switch channel {
                case .counter: text.contains("trực tiếp")
                case .online: text.contains("trực tuyến")
                case .post: text.contains("bưu chính")
                }
            }
        }
    }

    private func source() -> String? {
        if record.extra?.detailURL?.contains("dichvucong.gov.vn") == true { return "Cổng Dịch vụ công quốc gia" }
        return known(record.sourceRepository)
    }

    /// `2026-07 (two-tier …)` → `2026-07`; an era of another shape keeps its last year.
    private func asOf() -> String? {
        let era = clean(record.extra?.era)
        let month = era.prefix(7)
        if month.count == 7, CalendarDay(iso: month + "-01") != nil { return String(month) }
        let years = era.split { !$0.isNumber }.filter { $0.count == 4 }
        return years.last.map { String($0) }
    }
}

/// Why a catalogue line cannot be taken.
enum CatalogueFault: Error, CustomStringConvertible {
    case noCode
    case noName

    var description: String {
        switch self {
        case .noCode: "no code"
        case .noName: "no name"
        }
    }
}
