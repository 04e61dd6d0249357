extension Procedure: Codable {
    private enum CodingKeys: String, CodingKey {
        case code, name, englishName, field, levels, agency, audience, summary, fee, processingTime, papers, steps
        case requirements, results, channels, serviceLevel, onlineService, legalBasis, decision, source, asOf
        case isRetired = "retired"
    }

    /// Reads a record leniently: only code and name must be there; unknown keys and unknown words of a list are
    /// passed over, so that a newer backend does not empty an older kiosk.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            code: try values.decode(ProcedureCode.self, forKey: .code),
            name: try values.decode(String.self, forKey: .name)
        )
        guard !name.trimmingBlanks().isEmpty else {
            throw DecodingError.dataCorruptedError(forKey: .name, in: values, debugDescription: "empty name")
        }
        try readPlace(values)
        try readFacts(values)
    }

    private mutating func readPlace(_ values: KeyedDecodingContainer<CodingKeys>) throws {
        englishName = try values.decodeIfPresent(String.self, forKey: .englishName)
        field = try values.decodeIfPresent(String.self, forKey: .field) ?? ""
        levels = try values.words(AdministrativeLevel.self, forKey: .levels)
        agency = try values.decodeIfPresent(String.self, forKey: .agency) ?? ""
        audience = try values.words(Audience.self, forKey: .audience)
        channels = try values.words(Channel.self, forKey: .channels)
        serviceLevel = try values.decodeIfPresent(String.self, forKey: .serviceLevel).flatMap(ServiceLevel.init)
        onlineService = try values.decodeIfPresent(String.self, forKey: .onlineService)
        isRetired = try values.decodeIfPresent(Bool.self, forKey: .isRetired) ?? false
    }

    private mutating func readFacts(_ values: KeyedDecodingContainer<CodingKeys>) throws {
        summary = try values.decodeIfPresent(String.self, forKey: .summary)
        fee = try values.decodeIfPresent(String.self, forKey: .fee)
        processingTime = try values.decodeIfPresent(String.self, forKey: .processingTime)
        papers = try values.decodeIfPresent([Paper].self, forKey: .papers) ?? []
        steps = try values.decodeIfPresent([String].self, forKey: .steps) ?? []
        requirements = try values.decodeIfPresent([String].self, forKey: .requirements) ?? []
        results = try values.decodeIfPresent([String].self, forKey: .results) ?? []
        legalBasis = try values.decodeIfPresent([String].self, forKey: .legalBasis) ?? []
        decision = try values.decodeIfPresent(String.self, forKey: .decision)
        source = try values.decodeIfPresent(String.self, forKey: .source)
        asOf = try values.decodeIfPresent(String.self, forKey: .asOf)
    }

    /// Writes the one JSON form; missing facts and the empty lists of details are left out.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(code, forKey: .code)
        try values.encode(name, forKey: .name)
        try values.encodeIfPresent(englishName, forKey: .englishName)
        try values.encode(field, forKey: .field)
        try values.encode(levels, forKey: .levels)
        try values.encode(agency, forKey: .agency)
        try values.encode(audience, forKey: .audience)
        try values.encodeIfPresent(summary, forKey: .summary)
        try values.encodeIfPresent(fee, forKey: .fee)
        try values.encodeIfPresent(processingTime, forKey: .processingTime)
        try values.encodeNonEmpty(papers, forKey: .papers)
        try values.encodeNonEmpty(steps, forKey: .steps)
        try values.encodeNonEmpty(requirements, forKey: .requirements)
        try values.encodeNonEmpty(results, forKey: .results)
        try values.encodeNonEmpty(channels, forKey: .channels)
        try values.encodeIfPresent(serviceLevel, forKey: .serviceLevel)
        try values.encodeIfPresent(onlineService, forKey: .onlineService)
        try values.encodeNonEmpty(legalBasis, forKey: .legalBasis)
        try values.encodeIfPresent(decision, forKey: .decision)
        try values.encodeIfPresent(source, forKey: .source)
        try values.encodeIfPresent(asOf, forKey: .asOf)
        if isRetired { try values.encode(true, forKey: .isRetired) }
    }
}

extension KeyedDecodingContainer {
    /// The known words of a list of words; the others are left out.
    fileprivate func words<Word: RawRepresentable>(_: Word.Type, forKey key: Key) throws -> [Word]
    where Word.RawValue == String {
        try (decodeIfPresent([String].self, forKey: key) ?? []).compactMap(Word.init(rawValue:))
    }
}

extension KeyedEncodingContainer {
    fileprivate mutating func encodeNonEmpty<Element: Encodable>(_ list: [Element], forKey key: Key) throws {
        guard !list.isEmpty else { return }
        try encode(list, forKey: key)
    }
}
