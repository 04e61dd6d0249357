package import FoundationEssentials

/// The backend's word that it has a record for ever.
///
/// Nothing else counts as delivered.
package struct ReceiptBody: Equatable, Codable, Sendable {
    /// The record's id, as in the path.
    package var id: String
    /// SHA-256 of the body bytes as the server received them, lower-case hexadecimal.
    package var sha256: String
    /// What a citizen can name later.
    package var receiptNumber: String
    package var receivedAt: Date?

    package init(id: String, sha256: String, receiptNumber: String, receivedAt: Date) {
        self.id = id
        self.sha256 = sha256
        self.receiptNumber = receiptNumber
        self.receivedAt = receivedAt
    }

    /// Whether it is the receipt of the record with this id and digest; case of the hexadecimal is passed over.
    package func confirms(id: String, digest: String) -> Bool {
        self.id.lowercased() == id.lowercased() && sha256.lowercased() == digest.lowercased()
            && !receiptNumber.isEmpty && digest.utf8.count == 64
    }

    private enum CodingKeys: String, CodingKey { case id, sha256, receiptNumber, receivedAt }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        id = try values.decode(String.self, forKey: .id)
        sha256 = try values.decode(String.self, forKey: .sha256)
        receiptNumber = try values.decode(String.self, forKey: .receiptNumber)
        receivedAt = values.wireInstant(forKey: .receivedAt)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(id, forKey: .id)
        try values.encode(sha256, forKey: .sha256)
        try values.encode(receiptNumber, forKey: .receiptNumber)
        try values.encodeIfPresent(receivedAt.map(WireDate.text), forKey: .receivedAt)
    }
}
