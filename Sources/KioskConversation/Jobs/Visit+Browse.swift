import PublicServices
import ServiceDesk

extension Visit {
    /// From a list to the procedure: digits only.
    func browse() async throws(Departure) {
        let levels: [AdministrativeLevel] = await levelsHeld()
        guard !levels.isEmpty else { return try await cannotShow(.catalogueEmpty) }
        while true {
            // Asked each time: the page just left was counted.
            let asked = (try? await desk.catalogue.mostAsked(limit: 10)) ?? []
            let ways: [Phrase] = [.browseByField, .browseByAgency] + (asked.isEmpty ? [] : [.browseMostAsked])
            let way = ways[try await choose(Page(title: phrases(.browseTitle), choices: ways.map { phrases($0) })) - 1]
            try await returning { () async throws(Departure) in
                switch way {
                case .browseByAgency: try await browseAgencies()
                case .browseMostAsked:
                    try await list(asked, title: phrases(.mostAskedTitle), body: hints(.text(phrases(.mostAskedIntro))))
                default: try await browseLevels(levels)
                }
            }
        }
    }

    private func browseLevels(_ levels: [AdministrativeLevel]) async throws(Departure) {
        while true {
            let page = Page(title: phrases(.levelTitle), choices: levels.map { phrases(.name(of: $0)) })
            let level = levels[try await choose(page) - 1]
            try await returning { () async throws(Departure) in try await browseFields(level) }
        }
    }

    private func levelsHeld() async -> [AdministrativeLevel] {
        var held: [AdministrativeLevel] = []
        for level in AdministrativeLevel.allCases {
            let fields = (try? await desk.catalogue.fields(at: level)) ?? []
            if !fields.isEmpty { held.append(level) }
        }
        return held
    }

    private func browseFields(_ level: AdministrativeLevel) async throws(Departure) {
        let fields = (try? await desk.catalogue.fields(at: level)) ?? []
        guard !fields.isEmpty else { return try await cannotShow(.fieldEmpty) }
        let title = phrases(.fieldTitle, ["level": phrases(.name(of: level))])
        try await chooseFrom(fields, title: title, body: hints(.text(phrases(.fieldIntro))), text: text) {
            field throws(Departure) in
            let entries = (try? await desk.catalogue.entries(at: level, field: field.field)) ?? []
            try await list(entries, title: phrases(.listTitle), body: [.text(text(field))])
        }
    }

    func text(_ field: FieldCount) -> String {
        let name = field.field.isEmpty ? phrases(.fieldUnnamed) : field.field
        return "\(name) (\(field.count))"
    }

    /// There is nothing to choose from: the person to ask, and the way home.
    func cannotShow(_ reason: Phrase) async throws(Departure) {
        let page = Page(
            title: phrases(.nothingTitle),
            body: [.text(phrases(reason, deskValues))],
            choices: [phrases(.givenHome)]
        )
        _ = try await choose(page)
        throw .home
    }
}

extension Phrase {
    static func name(of level: AdministrativeLevel) -> Phrase {
        switch level {
        case .commune: .levelCommune
        case .district: .levelDistrict
        case .province: .levelProvince
        case .ministry: .levelMinistry
        case .other: .levelOther
        }
    }
}
