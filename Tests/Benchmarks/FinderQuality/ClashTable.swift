import ProcedureFinder

/// The rows about keys that are a word as they stand and another one in Telex.
struct ClashTable {
    let finder: ProcedureFinder
    let material: Material
    let bars: Bars

    func report() {
        catalogue()
        madeUp()
    }

    /// In the real catalogue: names with the word before names with what the keys spell.
    private func catalogue() {
        let clashes = Protocols.clashes(material.documents)
        let shown = clashes.filter { !$0.typed.isEmpty || !$0.decoded.isEmpty }
        let kept = shown.filter { $0.isKept(by: finder.find($0.keys, limit: 100).matches.map(\.code)) }
        print("Telex clashes: \(clashes.count) in the catalogue, \(shown.count) of them in names")
        let counts = clashes.map { "\($0.keys) \($0.typed.count)/\($0.decoded.count)" }
        print("  names as typed/decoded: " + counts.joined(separator: ", "))
        bars.all("Telex clashes in names of the catalogue, word first", kept.count, of: shown.count)
    }

    /// Every clash there is, over an index whose names hold both readings of each.
    private func madeUp() {
        let clashes = Protocols.everyClash
        let documents = clashes.flatMap { clash in
            [
                FinderDocument(code: "typed \(clash.typed)", name: "Cấp phép \(clash.typed) lần đầu"),
                FinderDocument(code: "decoded \(clash.typed)", name: "Cấp phép \(clash.decoded) lần đầu"),
            ]
        }
        let finder = ProcedureFinder(index: .build(documents), synonyms: material.synonyms)
        let kept = clashes.filter { clash in
            let codes = finder.find(clash.typed, limit: 2).matches.map(\.code)
            return codes == ["typed \(clash.typed)", "decoded \(clash.typed)"]
        }
        print("Telex clashes, all \(clashes.count), both readings in names: word first, decoded next \(kept.count)")
        bars.all("Telex clashes, all there are, both readings in names", kept.count, of: clashes.count)
    }
}
