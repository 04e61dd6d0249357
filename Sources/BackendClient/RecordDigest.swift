import Crypto
import ServiceDesk

/// SHA-256 of a record's bytes.
enum RecordDigest {
    /// The digest of the bytes to send; a record that was damaged on the disk is not sent.
    static func checked(_ record: OutboxRecord) throws(BackendError) -> String {
        let digest = SHA256.hash(data: record.payload)
            .map { byte in
                let digits = String(byte, radix: 16)
                return byte < 16 ? "0\(digits)" : digits
            }
            .joined()
        guard digest == record.digest else {
            throw BackendError(.rejected, detail: "the record does not match its digest")
        }
        return digest
    }
}
