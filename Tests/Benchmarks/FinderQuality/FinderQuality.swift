import Foundation
import ProcedureFinder
import VietnameseText

/// Prints how well and how fast procedures are found, with FTS5 and tantivy over the same records beside it, and at
/// the end every bar with "met" or "MISSED".
///
/// Options: `--misses` lists the questions answered wrongly, `--no-peers` leaves the others out, `--no-large` leaves
/// the catalogue of 100,000 out, `--speed` measures only time; `--ask` answers the lines of the input instead;
/// `--loop` and `--loop-names` only repeat the questions and the names, for a profiler.
@main
enum FinderQuality {
    static func main() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path
        let material = try Material(root: root)
        let bars = Bars()
        let finder = try readyFinder(material, bars)
        let table = Table(finder: finder, material: material, bars: bars)
        let options = Set(CommandLine.arguments.dropFirst())
        if options.contains("--loop") { return (0..<20).forEach { _ in table.repeatQuestions() } }
        if options.contains("--loop-names") { return (0..<20).forEach { _ in table.repeatNames() } }
        if options.contains("--ask") { return table.askLines() }
        let speed = SpeedTable(material: material, bars: bars)
        if !options.contains("--speed") { table.report(options) }
        let small = speed.measure(finder, count: material.documents.count)
        if !options.contains("--no-large") { speed.large(beside: small) }
        if !options.contains("--no-peers"), !options.contains("--speed") {
            try Peers(root: root, material: material, finder: finder, bars: bars).report()
        }
        bars.report()
    }

    /// Builds and stores the index, then loads everything as a start of the kiosk does.
    private static func readyFinder(_ material: Material, _ bars: Bars) throws -> ProcedureFinder {
        let (index, _) = Timing.report("build") { SearchIndex.build(material.documents) }
        let (bytes, _) = Timing.report("encode") { index.bytes }
        print("index: \(index.count) procedures, \(bytes.count / 1024) KiB")
        let (loaded, load) = try Timing.report("load") { try SearchIndex(bytes: bytes) }
        let compiled = material.synonyms.bytes(fingerprint: 1)
        print("synonyms compiled: \(compiled.count / 1024) KiB")
        let (synonyms, read) = try Timing.report("synonyms from bytes") {
            try Synonyms(bytes: compiled, fingerprint: 1)
        }
        let (finder, make) = Timing.report("finder from synonyms") {
            ProcedureFinder(index: loaded, synonyms: synonyms)
        }
        let (_, first) = Timing.report("first query") { finder.find("ddawng kys khai sinh", limit: 5) }
        bars.atMost(12, "index for \(index.count) procedures", Double(bytes.count) / 1_048_576, unit: "MB")
        let ready = Double(load + read + make + first) / 1000
        bars.atMost(30, "loaded, made ready and first query answered", ready, unit: "ms")
        return finder
    }
}
