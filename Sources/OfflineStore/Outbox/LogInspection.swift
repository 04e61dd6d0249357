/// Reads SQLite's write-ahead log (file format §4) before SQLite does.
///
/// SQLite takes the log up to the first frame whose checksum is wrong and forgets what follows without a word. After a
/// power cut that is an unfinished transaction; after damage it may be a hundred acknowledged records.
enum LogInspection {
    private static let header = 32
    private static let frameHeader = 24

    /// The part of the log that SQLite would not read, although it belongs to it; `nil` when there is none.
    static func unreadPart(of log: [UInt8]) -> ArraySlice<UInt8>? {
        guard !log.isEmpty else { return nil }
        guard let page = pageSize(log), log.count >= header else { return log[...] }
        let isBigEndian = log[3] & 1 == 1
        var sum = checksum(log[0..<24], from: (0, 0), isBigEndian: isBigEndian)
        guard sum == (word(log, 24), word(log, 28)) else { return log[...] }
        var offset = header
        // SQLite drops a transaction of which one frame is bad or missing, also its good frames.
        var committed = header
        while offset + frameHeader + page <= log.count {
            guard log[offset + 8..<offset + 16] == log[16..<24] else { break }
            sum = checksum(log[offset..<offset + 8], from: sum, isBigEndian: isBigEndian)
            sum = checksum(log[offset + frameHeader..<offset + frameHeader + page], from: sum, isBigEndian: isBigEndian)
            guard sum == (word(log, offset + 16), word(log, offset + 20)) else { return log[committed...] }
            let isCommit = word(log, offset + 4) != 0
            offset += frameHeader + page
            if isCommit { committed = offset }
        }
        return hasFrameOfThisLog(log, after: committed, page: page) ? log[committed...] : nil
    }

    /// A log written over an older one ends where the salt changes; a damaged salt has its like behind it.
    ///
    /// The last frame has none, so a frame with half of the salt counts, and one cut short too.
    private static func hasFrameOfThisLog(_ log: [UInt8], after start: Int, page: Int) -> Bool {
        var offset = start
        while offset + 16 <= log.count {
            let first = log[offset + 8..<offset + 12] == log[16..<20]
            let second = log[offset + 12..<offset + 16] == log[20..<24]
            if first || second { return true }
            offset += frameHeader + page
        }
        return false
    }

    private static func pageSize(_ log: [UInt8]) -> Int? {
        guard log.count >= header, word(log, 0) & ~1 == 0x377F_0682 else { return nil }
        let size = Int(word(log, 8))
        return (512...65_536).contains(size) && size & (size - 1) == 0 ? size : nil
    }

    private static func word(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func checksum(
        _ bytes: ArraySlice<UInt8>, from start: (UInt32, UInt32), isBigEndian: Bool
    ) -> (UInt32, UInt32) {
        bytes.withUnsafeBytes { raw in
            var (first, second) = start
            for offset in stride(from: 0, to: raw.count - 7, by: 8) {
                let left = raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
                let right = raw.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
                first = first &+ (isBigEndian ? left.bigEndian : left.littleEndian) &+ second
                second = second &+ (isBigEndian ? right.bigEndian : right.littleEndian) &+ first
            }
            return (first, second)
        }
    }
}
