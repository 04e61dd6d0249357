package import PublicServices

/// A procedure on its way into the store, with the bytes of its record where they may be kept as they came.
package struct CatalogueRecord: Sendable {
    /// What lists and searches show of it; all of it where there is no JSON.
    package var procedure: Procedure
    /// The record in JSON; holds nothing but what a `Procedure` reads and means the same.
    ///
    /// `nil` where the record has to be written anew: what a kiosk does not know, it does not keep.
    package var json: [UInt8]?

    package init(_ procedure: Procedure, json: [UInt8]? = nil) {
        self.procedure = procedure
        self.json = json
    }

    package var code: ProcedureCode { procedure.code }

    /// The same with no more of the procedure than lists show, where the rest is in the JSON: light while it waits.
    var listed: CatalogueRecord {
        guard json != nil else { return self }
        var listed = Procedure(
            code: procedure.code, name: procedure.name, field: procedure.field, levels: procedure.levels)
        listed.englishName = procedure.englishName
        listed.agency = procedure.agency
        listed.serviceLevel = procedure.serviceLevel
        listed.isRetired = procedure.isRetired
        return CatalogueRecord(listed, json: json)
    }
}

/// Procedures as they arrive; ends with an error when the answer is cut short or broken.
package typealias CatalogueStream = AsyncThrowingStream<[CatalogueRecord], any Error>
