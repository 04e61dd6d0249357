import ProcedureFinder
import Testing
import VietnameseText

/// Plain syllables that spell another syllable in Telex (`coong` is a word and the keys of "công").
struct TelexClashTests {
    /// Both readings of each: as typed and as keystrokes.
    static let clashes: [(typed: String, decoded: SyllableForm)] = Syllables.plain.compactMap { key in
        let typed = String(decoding: key.bytes, as: UTF8.self)
        guard let word = Words.words(typed).first, let decoded = Keystrokes.form(word) else { return nil }
        return (typed, decoded)
    }

    /// Two names for each syllable, of which one holds it and the other what it spells in Telex.
    private static let finder = ProcedureFinder(
        index: .build(
            clashes.flatMap { clash in
                [
                    FinderDocument(code: "typed \(clash.typed)", name: "Cấp phép \(clash.typed) lần đầu"),
                    FinderDocument(
                        code: "decoded \(clash.typed)", name: "Cấp phép \(Spelling.written(clash.decoded)) lần đầu"),
                ]
            }),
        synonyms: Synonyms()
    )

    @Test func `46 plain syllables are keystrokes of another syllable`() {
        #expect(Self.clashes.count == 46)
        #expect(Self.clashes.allSatisfy { $0.decoded.key.bytes != Array($0.typed.utf8) })
    }

    @Test(arguments: clashes.map(\.typed))
    func `a clash finds the syllable as typed first and what its keys spell next`(typed: String) {
        let codes = Self.finder.find(typed, limit: 2).matches.map(\.code)
        #expect(codes == ["typed \(typed)", "decoded \(typed)"])
    }

    @Test(arguments: clashes.map(\.typed))
    func `a clash within a name typed without marks keeps both readings in order`(typed: String) {
        let codes = Self.finder.find("cap phep \(typed) lan dau", limit: 2).matches.map(\.code)
        #expect(codes == ["typed \(typed)", "decoded \(typed)"])
    }

    @Test(arguments: clashes)
    func `the other reading typed with its marks stands first`(clash: (typed: String, decoded: SyllableForm)) {
        let first = Self.finder.find(Spelling.written(clash.decoded), limit: 1).matches.first?.code
        #expect(first == "decoded \(clash.typed)")
    }
}
