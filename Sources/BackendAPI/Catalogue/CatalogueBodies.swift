package import PublicServices

/// The first line of a catalogue in `application/jsonl`: which version follows and how many procedures it has.
///
/// A stream that ends with fewer lines than `count` was cut short and must not replace anything.
package struct CatalogueHeaderLine: Equatable, Codable, Sendable {
    package struct Catalogue: Equatable, Codable, Sendable {
        /// The text of the entity tag.
        package var version: String
        package var count: Int
    }

    package var catalogue: Catalogue

    package init(version: String, count: Int) {
        catalogue = Catalogue(version: version, count: count)
    }
}

/// What changed since the version held (`GET /v1/catalogue?since=…`, `application/json`).
package struct CatalogueChangesBody: Equatable, Codable, Sendable {
    /// The version after the changes.
    package var version: String
    package var changed: [Procedure]
    package var removed: [ProcedureCode]

    package init(version: String, changed: [Procedure], removed: [ProcedureCode]) {
        self.version = version
        self.changed = changed
        self.removed = removed
    }

    private enum CodingKeys: String, CodingKey { case version, changed, removed }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        version = try values.decode(String.self, forKey: .version)
        changed = try values.decode([Procedure].self, forKey: .changed)
        removed = try values.decodeIfPresent([ProcedureCode].self, forKey: .removed) ?? []
    }
}
