import PublicServices

/// A procedure as the list of OpenCPS has it; its dates are swapped and its result is another field's, so neither is
/// read (research/opencps-wire.md §2.1).
struct OpenCPSProcedure: Decodable {
    var id: Int64?
    var code, name, field, agency: String?
    var process, method, papers, conditions, time, applicant, law, fee: String?
    var level: Int64?
    var configs: [Config]

    /// An agency that takes the procedure.
    struct Config: Decodable {
        var agency: String?
        var level: Int64?
        var address: String?

        private enum CodingKeys: String, CodingKey { case govAgencyName, serviceLevel, serviceUrl }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            agency = values.looseText(.govAgencyName).flatMap(MarkupText.line)
            level = values.looseNumber(.serviceLevel)
            address = values.looseText(.serviceUrl)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case serviceInfoId, serviceCode, serviceName, processText, methodText, dossierText, conditionText, durationText
        case applicantText, regularText, feeText, administrationName, domainName, maxLevel, serviceConfigs
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = values.looseNumber(.serviceInfoId)
        code = values.looseText(.serviceCode)
        name = values.looseText(.serviceName)
        field = values.looseText(.domainName)
        agency = values.looseText(.administrationName)
        process = values.looseText(.processText)
        method = values.looseText(.methodText)
        papers = values.looseText(.dossierText)
        conditions = values.looseText(.conditionText)
        time = values.looseText(.durationText)
        applicant = values.looseText(.applicantText)
        law = values.looseText(.regularText)
        fee = values.looseText(.feeText)
        level = values.looseNumber(.maxLevel)
        configs = values.looseList(Config.self, .serviceConfigs)
    }
}

extension OpenCPSProcedure {
    /// The domain's form; `nil` without a code or a name.
    func procedure(source: String) -> Procedure? {
        guard let code = code.flatMap({ ProcedureCode($0) }), let name = name.flatMap(MarkupText.line) else {
            return nil
        }
        var procedure = Procedure(code: code, name: name, field: field.flatMap(MarkupText.line) ?? "", levels: levels)
        procedure.agency = agency.flatMap(MarkupText.line) ?? ""
        procedure.audience = audience
        procedure.fee = fee.flatMap(MarkupText.line)
        procedure.processingTime = time.flatMap(MarkupText.line)
        procedure.papers = (papers.map(MarkupText.lines) ?? []).map { Paper(name: $0) }
        procedure.steps = process.map(MarkupText.lines) ?? []
        procedure.requirements = conditions.map(MarkupText.lines) ?? []
        procedure.legalBasis = law.map(MarkupText.lines) ?? []
        procedure.channels = channels
        procedure.serviceLevel = serviceLevel
        procedure.onlineService = configs.lazy.compactMap(\.address).first { $0.hasPrefix("http") }
        procedure.source = source
        return procedure
    }

    /// The tiers named by the agencies that take it; nothing is guessed from anything else.
    private var levels: [AdministrativeLevel] {
        let names = configs.compactMap { $0.agency?.lowercased() }
        var levels: [AdministrativeLevel] = []
        let words: [(AdministrativeLevel, [String])] = [
            (.commune, ["xã ", "phường ", "thị trấn "]), (.district, ["huyện ", "quận ", "thành phố ", "thị xã "]),
            (.province, ["sở ", "ban quản lý ", "tỉnh "]),
        ]
        for (level, signs) in words where names.contains(where: { name in signs.contains { Self.has($0, in: name) } }) {
            levels.append(level)
        }
        // "thị xã" is a district, not a commune.
        if names.allSatisfy({ $0.contains("thị xã ") }) { levels.removeAll { $0 == .commune } }
        return levels
    }

    private static func has(_ word: String, in name: String) -> Bool {
        name.hasPrefix(word) || name.contains(" " + word)
    }

    private var audience: [Audience] {
        let text = (applicant.flatMap(MarkupText.line) ?? "").lowercased()
        let words: [(Audience, String)] = [
            (.citizen, "cá nhân"), (.citizen, "công dân"), (.business, "doanh nghiệp"), (.organisation, "tổ chức"),
            (.foreigner, "người nước ngoài"), (.official, "cán bộ"),
        ]
        return words.reduce(into: []) { found, pair in
            if text.contains(pair.1), !found.contains(pair.0) { found.append(pair.0) }
        }
    }

    private var channels: [Channel] {
        let text = (method.flatMap(MarkupText.line) ?? "").lowercased()
        let words: [(Channel, [String])] = [
            (.counter, ["trực tiếp"]), (.online, ["trực tuyến", "qua mạng"]), (.post, ["bưu chính", "bưu điện"]),
        ]
        return words.filter { _, signs in signs.contains { text.contains($0) } }.map(\.0)
    }

    /// Levels 1 to 4 of Nghị định 43/2011/NĐ-CP; 0 is not known.
    private var serviceLevel: ServiceLevel? {
        switch max(level ?? 0, configs.compactMap(\.level).max() ?? 0) {
        case 4: .full
        case 3: .partial
        case 1, 2: .informational
        default: nil
        }
    }
}
