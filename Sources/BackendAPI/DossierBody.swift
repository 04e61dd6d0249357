package import PublicServices

/// A dossier on the wire.
///
/// Without a second factor `detail` is absent (Thông tư 01/2018/TT-VPCP, Điều 16.2.d). Read by allow-list: names,
/// addresses and numbers of persons have no field here and so are never decoded.
package struct DossierBody: Codable, Sendable {
    package var code: String
    /// A word of `DegreeOfCompletion`.
    package var degree: String?
    package var detail: DossierDetailBody?

    package init(_ status: DossierStatus) {
        code = status.code.text
        degree = status.degree.rawValue
        detail = status.detail.map(DossierDetailBody.init)
    }

    /// The status, if it is the answer to the question for `asked`.
    ///
    /// - Parameter names: what the province's own words for states mean; read only when there is such a word.
    /// - Throws: `WireMismatch` when the answer names another dossier or no known degree and state.
    package func status(
        for asked: DossierCode,
        names: () -> LocalStateNames = { LocalStateNames() }
    ) throws(WireMismatch) -> DossierStatus {
        guard DossierCode(stored: code) == asked else { throw WireMismatch(field: "code") }
        let detail = detail?.detail(names)
        guard let degree = degree.flatMap(DegreeOfCompletion.init) ?? detail?.state?.degree else {
            throw WireMismatch(field: "degree")
        }
        return DossierStatus(code: asked, degree: degree, detail: detail)
    }
}

/// A well-formed answer that does not answer the question; holds the field's name and nothing of its value.
package struct WireMismatch: Error, Equatable, Sendable {
    package let field: String

    package init(field: String) { self.field = field }
}
