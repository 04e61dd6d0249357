/// Makes VietQR payloads of sample bills (EMVCo merchant-presented, NAPAS; research/facts.md §3.6).
package enum VietQRPayload {
    /// The bank identification number of the sample account.
    package static let sampleBank = "970436"
    /// No real account; a kiosk in practice has it on its list of payees.
    package static let sampleAccount = "0000000000"

    /// A dynamic code over an amount in đồng; `purpose` is ASCII and at most 25 characters.
    package static func sample(amount: Int64, purpose: String) -> String {
        let account = field("00", sampleBank) + field("01", sampleAccount)
        let merchant = field("00", "A000000727") + field("01", account) + field("02", "QRIBFTTA")
        let body =
            field("00", "01") + field("01", "12") + field("38", merchant) + field("53", "704")
            + field("54", String(amount)) + field("58", "VN") + field("62", field("08", purpose)) + "6304"
        let check = String(checksum(body.utf8), radix: 16, uppercase: true)
        return body + String(repeating: "0", count: 4 - check.utf8.count) + check
    }

    /// CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF.
    static func checksum(_ bytes: some Sequence<UInt8>) -> UInt16 {
        bytes.reduce(0xFFFF) { value, byte in
            (0..<8).reduce(value ^ UInt16(byte) << 8) { value, _ in
                value & 0x8000 == 0 ? value << 1 : value << 1 ^ 0x1021
            }
        }
    }

    private static func field(_ id: String, _ value: String) -> String {
        let length = value.utf8.count
        return "\(id)\(length < 10 ? "0" : "")\(length)\(value)"
    }
}
