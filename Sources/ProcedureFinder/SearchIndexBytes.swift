/// Why stored bytes are no index.
package enum SearchIndexError: Error, Hashable, Sendable {
    /// Not an index at all, or cut short.
    case notAnIndex
    /// An index of another version of the kiosk: build it again.
    case otherVersion(UInt32)
    /// The bytes were changed on the way.
    case damaged
}

extension SearchIndex {
    private static let magic: UInt64 = 0x5846_4D49_4B54_4854
    private static let version: UInt32 = 1

    /// The index as flat bytes, the same for the same documents.
    package var bytes: [UInt8] {
        var writer = SectionWriter()
        shared.tables.write(to: &writer)
        var head = SectionWriter()
        head.append(SearchIndex.magic)
        head.append(UInt64(SearchIndex.version))
        head.append(checksum(writer.bytes[...]))
        return head.bytes + writer.bytes
    }

    /// Loads stored bytes.
    ///
    /// Any bytes but those of ``bytes`` give an error; none trap.
    package init(bytes: [UInt8]) throws(SearchIndexError) {
        guard bytes.count > 24 else { throw .notAnIndex }
        var reader = SectionReader(bytes: bytes)
        guard reader.integer() == SearchIndex.magic else { throw .notAnIndex }
        let version = reader.integer() ?? 0
        guard version == UInt64(SearchIndex.version) else { throw .otherVersion(UInt32(truncatingIfNeeded: version)) }
        guard reader.integer() == checksum(bytes[24...]) else { throw .damaged }
        var tables = IndexTables()
        guard tables.read(from: &reader), reader.isAtEnd, tables.isSound else { throw .damaged }
        self.init(tables)
    }
}

extension IndexTables {
    fileprivate func write(to writer: inout SectionWriter) {
        writer.section(words)
        writer.section(firstReading)
        writer.section(readingMarks)
        writer.section(readingWord)
        writer.section(weights)
        for lists in [names, asides, namePairs.lists, textPairs.lists] {
            writer.section(lists.offsets)
            writer.section(lists.packed)
        }
        writer.section(namePairs.keys)
        writer.section(textPairs.keys)
        writer.section(nameStarts)
        writer.section(nameReadings)
        writer.section(nameWeights)
        writer.section(priors)
        writer.section(asideStarts)
        writer.section(asideWords)
        writer.section(codeBytes)
        writer.section(codeStarts)
    }

    fileprivate mutating func read(from reader: inout SectionReader) -> Bool {
        let isHead =
            reader.section(&words) && reader.section(&firstReading) && reader.section(&readingMarks)
            && reader.section(&readingWord) && reader.section(&weights)
        let areLists =
            isHead && read(&names, from: &reader) && read(&asides, from: &reader)
            && read(&namePairs.lists, from: &reader) && read(&textPairs.lists, from: &reader)
        return areLists && reader.section(&namePairs.keys) && reader.section(&textPairs.keys)
            && reader.section(&nameStarts) && reader.section(&nameReadings) && reader.section(&nameWeights)
            && reader.section(&priors) && reader.section(&asideStarts) && reader.section(&asideWords)
            && reader.section(&codeBytes) && reader.section(&codeStarts)
    }

    private func read(_ lists: inout PostingLists, from reader: inout SectionReader) -> Bool {
        reader.section(&lists.offsets) && reader.section(&lists.packed)
    }

    /// Whether every number points to something that is there.
    fileprivate var isSound: Bool {
        let wordCount = UInt32(words.count)
        let readingCount = UInt32(readingMarks.count)
        return words.isAscending && weights.count == words.count && asides.count == words.count
            && spans(firstReading, items: words.count, within: readingMarks.count)
            && readingWord.count == readingMarks.count && names.count == readingMarks.count
            && readingWord.allSatisfy { $0 < wordCount } && nameReadings.allSatisfy { $0 < readingCount }
            && asideWords.allSatisfy { $0 < wordCount } && nameWeights.count == count
            && spans(nameStarts, items: count, within: nameReadings.count)
            && spans(asideStarts, items: count, within: asideWords.count)
            && spans(codeStarts, items: count, within: codeBytes.count)
            && names.isSound && asides.isSound && namePairs.isSound && textPairs.isSound
    }

    private func spans(_ starts: [UInt32], items: Int, within length: Int) -> Bool {
        guard starts.count == items + 1, starts.first == 0, starts.last == UInt32(length) else { return false }
        return zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
    }
}

/// Eight bytes at a time, so that checking costs less than reading.
func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { raw in
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(raw.count)
        var position = 0
        while position + 8 <= raw.count {
            let piece = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            sum = (sum ^ piece) &* 0x0000_0100_0000_01B3
            sum ^= sum >> 29
            position += 8
        }
        for byte in raw[position...] { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return sum
    }
}
