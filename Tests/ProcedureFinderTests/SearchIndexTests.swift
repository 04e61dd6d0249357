import ProcedureFinder
import Testing

@Suite struct SearchIndexTests {
    private let bytes = SearchIndex.build(SmallCatalogue.documents).bytes

    @Test func `a stored index answers like the one it was made from`() throws {
        let loaded = ProcedureFinder(index: try SearchIndex(bytes: bytes), synonyms: SmallCatalogue.synonyms)
        for query in ["khai sinh", "bằng lái", "dang ky tam tru", "1.001193"] {
            #expect(loaded.find(query, limit: 5) == SmallCatalogue.finder.find(query, limit: 5))
        }
        #expect(try SearchIndex(bytes: bytes).bytes == bytes)
    }

    @Test func `the same documents give the same bytes`() {
        #expect(SearchIndex.build(SmallCatalogue.documents).bytes == bytes)
    }

    @Test func `every single changed byte is noticed`() {
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x41
            #expect(throws: SearchIndexError.self) { _ = try SearchIndex(bytes: changed) }
        }
    }

    @Test func `every shortened file is noticed`() {
        for length in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: SearchIndexError.self) { _ = try SearchIndex(bytes: Array(bytes[..<length])) }
        }
    }

    @Test func `random bytes are no index`() {
        var random = Seeded(9)
        for _ in 0..<500 {
            let noise = (0..<Int.random(in: 0...400, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            #expect(throws: SearchIndexError.self) { _ = try SearchIndex(bytes: noise) }
        }
    }

    @Test func `an index of another version says which`() {
        var other = bytes
        other[8] = 77
        #expect(throws: SearchIndexError.otherVersion(77)) { _ = try SearchIndex(bytes: other) }
    }
}

/// SplitMix64: the same tests in every run.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
