import FoundationEssentials

/// Bodies to bytes and back: one encoder, one decoder, for both sides of the wire.
package enum WireJSON {
    /// The bytes of a body, keys in order, so that equal bodies are equal bytes.
    package static func bytes(of body: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(body))
    }

    /// Reads a body; a byte order mark before it is passed over.
    ///
    /// - Throws: `DecodingError` for anything that is not this body, also for an empty answer and for HTML.
    package static func body<Body: Decodable>(_ type: Body.Type, from bytes: some Sequence<UInt8>) throws -> Body {
        var data = Data(bytes)
        if data.starts(with: [0xEF, 0xBB, 0xBF]) { data = data.dropFirst(3) }
        return try JSONDecoder().decode(type, from: data)
    }
}
