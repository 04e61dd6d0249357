import Foundation
import ProcedureFinder
import VietnameseText

/// Prints how well and how fast procedures are found, with FTS5 and tantivy over the same records beside it.
///
/// Options: `--misses` lists the questions answered wrongly, `--no-peers` leaves the others out,
/// `--no-large` leaves the catalogue of 100,000 out; `--ask` answers the lines of the input instead; `--loop` and
/// `--loop-names` only repeat the questions and the names, for a profiler.
@main
enum FinderQuality {
    static func main() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path
        let material = try Material(root: root)
        let index = Timing.report("build") { SearchIndex.build(material.documents) }
        let bytes = Timing.report("encode") { index.bytes }
        print("index: \(index.count) procedures, \(bytes.count / 1024) KiB")
        let loaded = try Timing.report("load") { try SearchIndex(bytes: bytes) }
        let compiled = material.synonyms.bytes(fingerprint: 1)
        print("synonyms compiled: \(compiled.count / 1024) KiB")
        let synonyms = try Timing.report("synonyms from bytes") { try Synonyms(bytes: compiled, fingerprint: 1) }
        let finder = Timing.report("finder from synonyms") { ProcedureFinder(index: loaded, synonyms: synonyms) }
        _ = Timing.report("first query") { finder.find("ddawng kys khai sinh", limit: 5) }
        let table = Table(finder: finder, material: material)
        let options = Set(CommandLine.arguments.dropFirst())
        if options.contains("--speed") { return table.speed(finder, "4455") }
        if options.contains("--loop") { return (0..<20).forEach { _ in table.repeatQuestions() } }
        if options.contains("--loop-names") { return (0..<20).forEach { _ in table.repeatNames() } }
        if options.contains("--clashes") { return table.clashes() }
        if options.contains("--ask") { return table.askLines() }
        table.questions(listingMisses: options.contains("--misses"))
        table.names()
        table.otherNames()
        if options.contains("--ceiling") { table.ceiling() }
        table.pairs(listingMisses: options.contains("--misses"))
        table.clashes()
        table.refusals(listingMisses: options.contains("--misses"))
        table.speed(finder, "\(index.count)")
        if !options.contains("--no-large") { table.large() }
        if !options.contains("--no-peers") { try Peers(root: root, material: material).report() }
    }
}
