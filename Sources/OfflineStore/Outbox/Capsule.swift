import Crypto

/// A byte string that proves itself: sign, kind, length, body and checksum.
///
/// Each is at most `longestBody` long, so that SQLite keeps it in one piece on one page. A reader that trusts nothing
/// else of a damaged file can find the capsules by their sign and knows which are intact.
enum Capsule {
    enum Kind: UInt8 {
        /// A piece of what a citizen gave.
        case given = 0x47
        /// What became of it.
        case delivery = 0x44
    }

    /// Longest body that fits on a page of 4,096 bytes beside its row's header (SQLite file format §1.6).
    static let longestBody = 3_900

    private static let sign: [UInt8] = [0x9E, 0x4B, 0x69, 0x6F, 0x73, 0x6B, 0x01]
    private static let head = sign.count + 1 + 4
    private static let seal = 16

    static func wrap(_ body: [UInt8], as kind: Kind) -> [UInt8] {
        var writer = ByteWriter()
        writer.writeRaw(sign)
        writer.write(kind.rawValue)
        writer.write(body)
        writer.writeRaw(checksum(writer.bytes[...]))
        return writer.bytes
    }

    /// The body of a capsule; `nil` when it is damaged, of another kind, or when bytes stand behind it.
    static func unwrap(_ bytes: ArraySlice<UInt8>, as kind: Kind) -> ArraySlice<UInt8>? {
        guard let capsule = capsule(at: bytes.startIndex, in: bytes), capsule.kind == kind else { return nil }
        return capsule.end == bytes.endIndex ? capsule.body : nil
    }

    /// Finds every intact capsule in `bytes`, whatever stands around them; hands over its body and itself.
    static func scan(
        _ bytes: ArraySlice<UInt8>, found: (Kind, _ body: ArraySlice<UInt8>, _ whole: ArraySlice<UInt8>) -> Void
    ) {
        var index = bytes.startIndex
        while let start = nextSign(from: index, in: bytes) {
            index = start + 1
            guard let capsule = capsule(at: start, in: bytes) else { continue }
            found(capsule.kind, capsule.body, bytes[start..<capsule.end])
            index = capsule.end
        }
    }

    private static func nextSign(from index: Int, in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.withUnsafeBytes { raw in
            (index - bytes.startIndex..<raw.count).first { raw[$0] == sign[0] }.map { $0 + bytes.startIndex }
        }
    }

    private static func capsule(
        at start: Int, in bytes: ArraySlice<UInt8>
    ) -> (kind: Kind, body: ArraySlice<UInt8>, end: Int)? {
        guard bytes.endIndex - start >= head + seal, bytes[start...].starts(with: sign) else { return nil }
        guard let kind = Kind(rawValue: bytes[start + sign.count]) else { return nil }
        let length = bytes[start + sign.count + 1..<start + head].reversed().reduce(0) { $0 << 8 | Int($1) }
        let bodyEnd = start + head + length
        guard length <= longestBody, bodyEnd + seal <= bytes.endIndex else { return nil }
        guard bytes[bodyEnd..<bodyEnd + seal].elementsEqual(checksum(bytes[start..<bodyEnd])) else { return nil }
        return (kind, bytes[start + head..<bodyEnd], bodyEnd + seal)
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> some Sequence<UInt8> {
        SHA256.hash(data: bytes).prefix(seal)
    }
}
