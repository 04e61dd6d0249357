import FoundationEssentials
import KioskConversation
package import OfflineStore
package import ProcedureFinder
package import PublicServices
import ServiceDesk
import Yams

/// The folder `kiosk-config`: content that is read and never written.
package struct ConfigFiles: Sendable {
    package let directory: String

    /// The content bundle in use, whose files stand in for those of the folder.
    package let content: BundleContent?

    package init(directory: String, content: BundleContent? = nil) {
        self.directory = directory
        self.content = content
    }

    /// Where a file comes from, for reading it from the folder and for naming it in a fault.
    package func path(_ name: String) -> String {
        guard let content, content.bytes(of: name) != nil else { return "\(directory)/\(name)" }
        return "bundle \(content.manifest.version): \(name)"
    }

    /// The bytes of a file, from the bundle or else from the folder; `nil` when it is not there.
    package func bytes(_ name: String) -> [UInt8]? {
        content?.bytes(of: name) ?? (try? Data(contentsOf: URL(filePath: path(name)))).map { Array($0) }
    }

    /// Reads everything that visits are made of, so that a bundle is looked through before it is taken.
    ///
    /// - Throws: `ConfigurationFault`.
    package func checkContent(_ settings: Settings) throws {
        let tags = try languages(order: settings.languageOrder).completeTags
        _ = try survey(languages: tags)
        _ = try notices(languages: tags)
        _ = try accessPoint(id: settings.accessPoint)
        _ = try synonyms()
        _ = try calendar()
        _ = try guides(first: settings.guidesFirst)
    }

    /// The satisfaction survey with a text in every language asked for.
    package func survey(languages: [String]) throws -> Survey {
        let survey = try decode(SurveyFile.self, from: "survey.yaml").survey
        if let fault = survey.faults(languages: languages).first {
            throw ConfigurationFault(file: path("survey.yaml"), mend: fault)
        }
        return survey
    }

    /// The access point with this id, and the names of organisations.
    package func accessPoint(id: String) throws -> (point: AccessPoint, organisations: [String: String]) {
        let file = try decode(AccessPointsFile.self, from: "access-points.yaml")
        guard let point = file.accessPoints.first(where: { $0.id == id }) else {
            throw ConfigurationFault(
                file: path("access-points.yaml"), key: id,
                mend: "no access point of this id; add it or mend kiosk.accessPoint in kiosk.yaml"
            )
        }
        return (point.point, file.organisations ?? [:])
    }

    /// The accounts that bills may be paid to; sample accounts count in practice only.
    ///
    /// - Throws: `ConfigurationFault` for an account that is none.
    package func payees(isPractice: Bool) throws -> Set<PayeeAccount> {
        let forms = try decode(AccessPointsFile.self, from: "access-points.yaml").payees ?? []
        let payees = try forms.enumerated().compactMap { index, form -> PayeeAccount? in
            guard let payee = form.payee else {
                throw ConfigurationFault(
                    file: path("access-points.yaml"), key: "payees.\(index)",
                    mend: "write bank, six digits in quotes, and account, at most 19 letters and digits in quotes"
                )
            }
            return (form.sample ?? false) && !isPractice ? nil : payee
        }
        return Set(payees)
    }

    /// What the province's own words for dossier states mean.
    ///
    /// - Throws: `ConfigurationFault` for a number that is none of the ten states.
    package func localStates() throws -> LocalStateNames {
        let words = try decode(DossierStatesFile.self, from: "dossier-states.yaml").states
        return LocalStateNames(
            try words.reduce(into: [:]) { names, word in
                guard let state = DossierState(rawValue: word.value) else {
                    throw ConfigurationFault(
                        file: path("dossier-states.yaml"), key: "states.\(word.key)",
                        mend: "write the number of a national state, 1 to 10"
                    )
                }
                names[word.key] = state
            })
    }

    /// Everyday words and the legal words they stand for.
    package func synonyms() throws -> Synonyms {
        try decode(Synonyms.self, from: "synonyms.yaml")
    }

    /// Days off by year.
    package func calendar() throws -> WorkingCalendar {
        let calendar = try decode(WorkingCalendar.self, from: "holidays.yaml")
        if let fault = calendar.faults.first {
            throw ConfigurationFault(file: path("holidays.yaml"), mend: "\(fault)")
        }
        return calendar
    }

    /// Guided questions: those named in `first`, then the others by file name; a faulty guide is named, not shown.
    package func guides(first: [String] = []) throws -> [Guide] {
        let names = names(in: "guides")
        let place = { (name: String) in first.firstIndex(of: String(name.dropLast(5))) ?? first.count }
        let ordered = names.filter { $0.hasSuffix(".yaml") }.sorted { (place($0), $0) < (place($1), $1) }
        return try ordered.map { name in
            let guide = try decode(Guide.self, from: "guides/\(name)")
            if let fault = guide.faults(knownCodes: nil).first {
                throw ConfigurationFault(file: path("guides/\(name)"), mend: "\(fault)")
            }
            return guide
        }
    }

    /// The starter catalogue, file by file.
    package func starterCatalogue() -> [String] {
        names(in: "catalogue").filter { $0.hasSuffix(".jsonl") }.sorted().map { path("catalogue/\($0)") }
    }

    /// Names of the files in a folder: the bundle's when it brings any, so that no two versions mix.
    func names(in folder: String) -> [String] {
        if let names = content?.names(in: folder), !names.isEmpty { return names }
        return (try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)")) ?? []
    }

    func compose(_ name: String) throws -> Node? {
        do {
            return try Yams.compose(yaml: try text(name))
        } catch let error as YamlError {
            throw ConfigurationFault(file: path(name), mend: "not YAML: \(error)")
        }
    }

    private func text(_ name: String) throws -> String {
        guard let bytes = bytes(name), let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationFault(
                file: path(name), mend: "not there or not readable; put it back from the repository"
            )
        }
        return text
    }

    func decode<Value: Decodable>(_ type: Value.Type, from name: String) throws -> Value {
        let file = path(name)
        let text = try text(name)
        do {
            return try YAMLDecoder().decode(type, from: text)
        } catch let error as DecodingError {
            throw ConfigurationFault(file: file, key: error.path, mend: error.mend)
        } catch {
            throw ConfigurationFault(file: file, mend: "not YAML: \(error)")
        }
    }
}

extension DecodingError {
    /// The keys that lead to the fault, `questions.0.text`.
    var path: String { context.codingPath.map(\.stringValue).joined(separator: ".") }

    var mend: String {
        switch self {
        case .keyNotFound(let key, _): "\(key.stringValue) is missing; add it"
        case .typeMismatch(let type, _): "wrong kind of value, \(type) expected"
        case .valueNotFound(let type, _): "no value, \(type) expected"
        case .dataCorrupted(let context): context.debugDescription
        @unknown default: "not understood"
        }
    }

    private var context: Context {
        switch self {
        case .keyNotFound(_, let context), .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            context
        @unknown default: Context(codingPath: [], debugDescription: "")
        }
    }
}
