/// Header fields of a request or an answer: lower-case names, values in the order they came.
package struct HeaderFields: Codable, Equatable, Sendable {
    private struct Field: Codable, Equatable, Sendable {
        var name: String
        var value: String
    }

    private var fields: [Field]

    package init(_ fields: some Sequence<(String, String)>) {
        self.fields = fields.map { Field(name: $0.0.lowercased(), value: String($0.1.trimmingOWS())) }
    }

    /// All lines of a field.
    package subscript(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The only line of a field; `nil` when there is none or more than one.
    package func single(_ name: String) -> String? {
        let lines = self[name]
        return lines.count == 1 ? lines.first : nil
    }

    /// The members of a field whose lines are lists.
    package func list(_ name: String) -> [String] {
        self[name].flatMap { $0.split(separator: ",") }.map { String($0.trimmingOWS()) }.filter { !$0.isEmpty }
    }

    /// Without the fields of these names.
    func without(_ names: Set<String>) -> HeaderFields {
        var result = self
        result.fields.removeAll { names.contains($0.name) }
        return result
    }

    /// With every field of `newer` in place of what had its name (RFC 9111 §3.2).
    func replaced(by newer: HeaderFields) -> HeaderFields {
        var result = without(Set(newer.fields.map(\.name)))
        result.fields += newer.fields
        return result
    }
}
