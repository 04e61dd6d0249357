import AccessPointDevices
import FoundationEssentials
package import PublicServices
import Yams

/// `notices.yaml` as people write it.
private struct NoticesFile: Decodable {
    struct Form: Decodable {
        var id: String
        var text: [String: String]
        var spoken: [String: String]?
        var from: String?
        var until: String?
        var priority: Int?
        var areas: [String]?
        var levels: [String]?
        var fields: [String]?
        var procedures: [String]?
    }

    var notices: [Form]?
}

extension ConfigFiles {
    /// A message takes two lines of a page, with the words that stand before it there.
    static let noticeFrame = "Thông báo: "
    private static let mostLines = 2
    private static let usualText = 120
    private static let knownKeys: Set<String> = [
        "id", "text", "spoken", "from", "until", "priority", "areas", "levels", "fields", "procedures",
    ]

    /// The messages of `notices.yaml`; none without the file.
    ///
    /// - Parameter languages: every message has a text in each.
    /// - Throws: `ConfigurationFault` for what would be shown wrongly, too long or for ever.
    package func notices(languages: [String]) throws -> [Notice] {
        guard bytes("notices.yaml") != nil else { return [] }
        try refuseUnknownKeys()
        let forms = try decode(NoticesFile.self, from: "notices.yaml").notices ?? []
        var seen: Set<String> = []
        return try forms.map { form in
            guard seen.insert(form.id).inserted else { throw fault(form.id, "stands twice; give it another id") }
            try checkTexts(form, languages)
            return try notice(form)
        }
    }

    private func notice(_ form: NoticesFile.Form) throws -> Notice {
        let (from, until) = (try day(form.from, "from", form.id), try day(form.until, "until", form.id))
        if let from, let until, until < from { throw fault(form.id, "ends before it begins; mend from or until") }
        var notice = Notice(id: form.id, text: form.text, from: from, until: until, priority: form.priority ?? 0)
        notice.spoken = form.spoken ?? [:]
        notice.areas = form.areas ?? []
        notice.fields = form.fields ?? []
        notice.levels = try (form.levels ?? []).map { text in
            guard let level = AdministrativeLevel(rawValue: text) else {
                let known = AdministrativeLevel.allCases.map(\.rawValue).joined(separator: ", ")
                throw fault(form.id, "levels: write some of \(known)")
            }
            return level
        }
        notice.procedures = try (form.procedures ?? []).map { text in
            guard let code = ProcedureCode(typed: text) else {
                throw fault(form.id, "procedures: “\(text)” is no code; write it like \"1.001193\", in quotes")
            }
            return code
        }
        return notice
    }

    private func checkTexts(_ form: NoticesFile.Form, _ languages: [String]) throws {
        for tag in languages {
            guard let text = form.text[tag], text.contains(where: { !$0.isWhitespace }) else {
                throw fault(form.id, "text.\(tag) is missing; write the message in that language")
            }
            let lines = TextLayout.wrap(TerminalText(sanitising: Self.noticeFrame + text))
            guard lines.count <= Self.mostLines, !text.contains(where: \.isNewline) else {
                throw fault(
                    form.id, "text.\(tag) is longer than two lines of a page; write \(Self.usualText) letters at most")
            }
        }
    }

    private func day(_ text: String?, _ key: String, _ id: String) throws -> CalendarDay? {
        guard let text else { return nil }
        guard let day = CalendarDay(iso: text) else { throw fault(id, "\(key): write a day like 2026-12-31") }
        return day
    }

    /// A misspelt `until` would show a message for ever: neither YAML nor its decoder reports an unknown key.
    private func refuseUnknownKeys() throws {
        let root = try compose("notices.yaml")
        for key in root?.mapping?.keys.compactMap(\.string) ?? [] where key != "notices" {
            throw fault(key, "\(key) is unknown; write the messages below “notices:”")
        }
        for (index, node) in (root?["notices"]?.sequence?.map(\.self) ?? []).enumerated() {
            for key in node.mapping?.keys.compactMap(\.string) ?? [] where !Self.knownKeys.contains(key) {
                throw fault("notices.\(index)", "\(key) is unknown; remove or mend it")
            }
        }
    }

    private func fault(_ key: String, _ mend: String) -> ConfigurationFault {
        ConfigurationFault(file: path("notices.yaml"), key: key, mend: mend)
    }
}
