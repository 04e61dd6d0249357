import PublicServices
import ServiceDesk

extension Visit {
    /// Agency, then procedure; with many procedures the field comes between.
    func browseAgencies() async throws(Departure) {
        let agencies = (try? await desk.catalogue.agencies()) ?? []
        guard !agencies.isEmpty else { return try await cannotShow(.catalogueEmpty) }
        let body = hints(.text(phrases(.agencyIntro)))
        try await chooseFrom(agencies, title: phrases(.agencyTitle), body: body, text: text) {
            agency throws(Departure) in
            try await browse(agency)
        }
    }

    private func browse(_ agency: AgencyCount) async throws(Departure) {
        let entries = (try? await desk.catalogue.entries(agency: agency.agency)) ?? []
        let fields = fields(of: entries)
        guard entries.count > Self.longList, fields.count > 1 else {
            return try await list(entries, title: phrases(.listTitle), body: [.text(text(agency))])
        }
        let body: [Page.Block] = [.text(text(agency))]
        try await chooseFrom(fields, title: phrases(.agencyFieldTitle), body: body, text: text) {
            field throws(Departure) in
            let chosen = entries.filter { $0.field == field.field }
            try await list(chosen, title: phrases(.listTitle), body: [.text(text(agency)), .text(text(field))])
        }
    }

    /// More procedures than two pages show are asked for by field first.
    private static var longList: Int { 10 }

    /// The fullest first, then in the order of the procedures.
    private func fields(of entries: [CatalogueEntry]) -> [FieldCount] {
        var counts: [FieldCount] = []
        for entry in entries {
            if let known = counts.firstIndex(where: { $0.field == entry.field }) {
                counts[known].count += 1
            } else {
                counts.append(FieldCount(field: entry.field, count: 1))
            }
        }
        return counts.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map(\.element)
    }

    private func text(_ agency: AgencyCount) -> String {
        let name = agency.agency.isEmpty ? phrases(.agencyUnnamed) : Self.shortened(agency.agency)
        return "\(name) (\(agency.count))"
    }

    /// Records glue a dozen agencies into one name of a thousand characters; the procedure's page has all of it.
    private static func shortened(_ name: String) -> String {
        let longest = 100
        guard name.count > longest else { return name }
        let start = name.prefix(longest)
        return (start.lastIndex(of: " ").map { start[..<$0] } ?? start) + "…"
    }
}
