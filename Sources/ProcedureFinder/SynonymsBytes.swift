/// Why stored bytes are no synonyms.
package enum SynonymsError: Error, Hashable, Sendable {
    /// Not synonyms at all, or cut short.
    case notSynonyms
    /// Synonyms of another version of the kiosk: compile them again.
    case otherVersion(UInt32)
    /// Made from another text than the one that lies there now: compile them again.
    case otherSource
    /// The bytes were changed on the way.
    case damaged
}

extension Synonyms {
    private static let magic: UInt64 = 0x4E59_534B_5448_544B
    private static let version: UInt32 = 2

    /// What tells one text of `synonyms.yaml` from another; no protection against malice.
    package static func fingerprint(of text: [UInt8]) -> UInt64 { checksum(text[...]) }

    /// The synonyms as flat bytes, the same for the same synonyms.
    ///
    /// Measured over 438 entries: decoding the YAML 13 ms, loading these bytes 0.9 ms.
    /// - Parameter fingerprint: of the text they were decoded from.
    package func bytes(fingerprint: UInt64) -> [UInt8] {
        var texts = TextWriter()
        texts.write(self)
        var body = SectionWriter()
        body.section(texts.numbers)
        body.section(texts.ends)
        body.section(texts.letters)
        var head = SectionWriter()
        head.append(Synonyms.magic)
        head.append(UInt64(Synonyms.version))
        head.append(fingerprint)
        head.append(checksum(body.bytes[...]))
        return head.bytes + body.bytes
    }

    /// Loads stored bytes.
    ///
    /// Any bytes but those of ``bytes(fingerprint:)`` with the same fingerprint give an error; none trap.
    package init(bytes: [UInt8], fingerprint: UInt64) throws(SynonymsError) {
        guard bytes.count > 32 else { throw .notSynonyms }
        var reader = SectionReader(bytes: bytes)
        guard reader.integer() == Synonyms.magic else { throw .notSynonyms }
        let version = reader.integer() ?? 0
        guard version == UInt64(Synonyms.version) else { throw .otherVersion(UInt32(truncatingIfNeeded: version)) }
        let source = reader.integer()
        guard reader.integer() == checksum(bytes[32...]) else { throw .damaged }
        guard source == fingerprint else { throw .otherSource }
        var texts = TextReader()
        guard reader.section(&texts.numbers), reader.section(&texts.ends), reader.section(&texts.letters),
            reader.isAtEnd, let synonyms = texts.synonyms(), texts.isAtEnd
        else { throw .damaged }
        self = synonyms
    }
}

/// Lays texts one behind the other, with the counts that part them.
private struct TextWriter {
    var numbers: [UInt32] = []
    var ends: [UInt32] = []
    var letters: [UInt8] = []

    mutating func write(_ synonyms: Synonyms) {
        let groups = synonyms.groups.sorted { $0.key < $1.key }
        list(groups.map(\.key))
        for group in groups { list(group.value) }
        list(synonyms.stopPhrases)
        list(synonyms.weakWords)
        numbers.append(UInt32(synonyms.synonyms.count))
        for entry in synonyms.synonyms {
            list(entry.said)
            list(entry.means)
            numbers.append(entry.alone ? 1 : 0)
        }
        numbers.append(UInt32(synonyms.outOfScope.count))
        for entry in synonyms.outOfScope {
            list(entry.said)
            list(entry.say.map { [$0] } ?? [])
            numbers.append(entry.always ? 1 : 0)
        }
    }

    private mutating func list(_ texts: [String]) {
        numbers.append(UInt32(texts.count))
        for text in texts {
            letters.append(contentsOf: text.utf8)
            ends.append(UInt32(letters.count))
        }
    }
}

/// Reads what ``TextWriter`` wrote; every step gives nothing when something is missing or makes no sense.
private struct TextReader {
    var numbers: [UInt32] = []
    var ends: [UInt32] = []
    var letters: [UInt8] = []
    private var number = 0
    private var text = 0

    var isAtEnd: Bool {
        number == numbers.count && text == ends.count && Int(ends.last ?? 0) == letters.count
    }

    mutating func synonyms() -> Synonyms? {
        guard let groups = groups(), let stopPhrases = list(), let weakWords = list(),
            let entries = entries(), let outOfScope = outOfScope()
        else { return nil }
        return Synonyms(
            entries: entries, stopPhrases: stopPhrases, weakWords: weakWords, outOfScope: outOfScope, groups: groups)
    }

    private mutating func groups() -> [String: [String]]? {
        guard let names = list() else { return nil }
        var groups: [String: [String]] = [:]
        for name in names {
            guard let members = list() else { return nil }
            groups[name] = members
        }
        return groups.count == names.count ? groups : nil
    }

    private mutating func entries() -> [SynonymEntry]? {
        guard let count = count() else { return nil }
        var entries: [SynonymEntry] = []
        for _ in 0..<count {
            guard let said = list(), let means = list(), let alone = self.count(), alone <= 1 else { return nil }
            entries.append(SynonymEntry(said: said, means: means, alone: alone == 1))
        }
        return entries
    }

    private mutating func outOfScope() -> [OutOfScopeEntry]? {
        guard let length = count() else { return nil }
        var entries: [OutOfScopeEntry] = []
        for _ in 0..<length {
            guard let said = list(), let say = list(), say.count <= 1, let always = count(), always <= 1 else {
                return nil
            }
            entries.append(OutOfScopeEntry(said: said, say: say.first, always: always == 1))
        }
        return entries
    }

    private mutating func list() -> [String]? {
        guard let count = count(), count <= ends.count - text else { return nil }
        var texts: [String] = []
        texts.reserveCapacity(count)
        for _ in 0..<count {
            let start = text == 0 ? 0 : Int(ends[text - 1])
            let end = Int(ends[text])
            guard start <= end, end <= letters.count,
                let piece = String(validating: letters[start..<end], as: UTF8.self)
            else { return nil }
            texts.append(piece)
            text += 1
        }
        return texts
    }

    private mutating func count() -> Int? {
        guard number < numbers.count else { return nil }
        number += 1
        return Int(numbers[number - 1])
    }
}
