/// Media types of the contract, without parameters.
package enum MediaType {
    package static let json = "application/json"
    package static let jsonLines = "application/jsonl"
    package static let problem = "application/problem+json"

    /// The type of a `Content-Type` value, lower case and without parameters.
    package static func essence(of value: String) -> String {
        let type = value.prefix { $0 != ";" }
        return type.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
}
