import Crypto
import ServiceDesk

/// SHA-256 of a record's bytes.
enum RecordDigest {
    /// The digest of the bytes to send; a record that was damaged on the disk is not sent.
    static func checked(_ record: OutboxRecord) throws(BackendError) -> String {
        let digest = HexDigest.text(SHA256.hash(data: record.payload))
        guard digest == record.digest else {
            throw BackendError(.rejected, detail: "the record does not match its digest")
        }
        return digest
    }
}
