import ProcedureFinder
import Testing

@Suite struct SynonymsBytesTests {
    private let synonyms = SmallCatalogue.synonyms
    private let bytes = SmallCatalogue.synonyms.bytes(fingerprint: 7)

    @Test func `compiled synonyms are the ones they were made from`() throws {
        #expect(try Synonyms(bytes: bytes, fingerprint: 7) == synonyms)
        let file = try SynonymsFile.read()
        #expect(try Synonyms(bytes: file.bytes(fingerprint: 1), fingerprint: 1) == file)
        let empty = Synonyms()
        #expect(try Synonyms(bytes: empty.bytes(fingerprint: 0), fingerprint: 0) == empty)
    }

    @Test func `the same synonyms give the same bytes whatever the order of their groups`() {
        let groups = Dictionary(uniqueKeysWithValues: (0..<40).map { ("g\($0)", ["a\($0)", "b"]) })
        let other = Dictionary(uniqueKeysWithValues: groups.reversed())
        #expect(Synonyms(groups: groups).bytes(fingerprint: 1) == Synonyms(groups: other).bytes(fingerprint: 1))
    }

    @Test func `synonyms of another text are refused`() {
        #expect(throws: SynonymsError.otherSource) { _ = try Synonyms(bytes: bytes, fingerprint: 8) }
        let text = Array("synonyms: []".utf8)
        #expect(Synonyms.fingerprint(of: text) != Synonyms.fingerprint(of: text + [0x0A]))
        #expect(Synonyms.fingerprint(of: []) != Synonyms.fingerprint(of: [0]))
    }

    @Test func `every single changed byte of compiled synonyms is noticed`() {
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x41
            #expect(throws: SynonymsError.self) { _ = try Synonyms(bytes: changed, fingerprint: 7) }
        }
    }

    @Test func `shortened and lengthened synonyms are noticed`() {
        for length in bytes.indices {
            #expect(throws: SynonymsError.self) { _ = try Synonyms(bytes: Array(bytes[..<length]), fingerprint: 7) }
        }
        #expect(throws: SynonymsError.damaged) { _ = try Synonyms(bytes: bytes + [0], fingerprint: 7) }
    }

    @Test func `numbers that make no sense give an error even under a right checksum`() {
        var random = Seeded(12)
        for _ in 0..<2_000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 32..<changed.count, using: &random)
                changed[place] = UInt8.random(in: 0...255, using: &random)
            }
            let sum = Synonyms.fingerprint(of: Array(changed[32...]))
            for byte in 0..<8 { changed[24 + byte] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * byte)) }
            // Letters may be changed into other letters; then the text is another and nothing traps.
            let loaded = try? Synonyms(bytes: changed, fingerprint: 7)
            #expect(loaded == nil || loaded?.synonyms.count == synonyms.synonyms.count)
        }
    }

    @Test func `synonyms of another version say which`() {
        var other = bytes
        other[8] = 77
        #expect(throws: SynonymsError.otherVersion(77)) { _ = try Synonyms(bytes: other, fingerprint: 7) }
    }
}
