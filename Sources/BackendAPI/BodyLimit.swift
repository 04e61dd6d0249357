/// Largest bodies of the contract in bytes.
package enum BodyLimit {
    /// A request.
    package static let request = 64 * 1024
    /// Every answer but the catalogue.
    package static let answer = 1024 * 1024
    /// The catalogue, whole or changes, after decoding.
    package static let catalogue = 64 * 1024 * 1024
    /// One line of the catalogue.
    package static let line = 1024 * 1024
}
