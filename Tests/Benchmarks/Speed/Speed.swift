import Glibc

/// Start-up, look-up and memory of the real program beside its peers, as ratios of one run.
///
/// Usage, after `swift build -c release --static-swift-stdlib`:
/// `.build/release/Speed .build/release [procedures.jsonl]`. With a catalogue file the kiosk holds that, otherwise the
/// starter catalogue. Needs `sqlite3`, `curl` and `jq` for the peers.
@main
struct Speed {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let folder = arguments.first else {
            write("usage: Speed FOLDER-OF-BINARIES [CATALOGUE.jsonl]\n")
            exit(2)
        }
        let state = "/tmp/kiosk-speed-\(getpid())"
        let bench = Bench(kiosk: folder + "/kiosk", floor: folder + "/Floor", state: state)
        write(bench.measure(catalogue: arguments.dropFirst().first) + "\n")
        _ = Program.run(["rm", "-rf", state])
    }

    static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
    }
}

/// One bench with a store of its own.
struct Bench {
    let kiosk: String
    let floor: String
    let state: String
    private let rounds = 21

    func measure(catalogue: String?) -> String {
        var table = Table()
        let source = catalogue.map { [kiosk, "catalogue", "import", $0] } ?? [kiosk, "catalogue", "summary"]
        let imported = Program.run(source + options)
        table.add("catalogue import", imported.milliseconds, unit: "ms")
        table.add("catalogue import, peak memory", imported.megabytes, unit: "MB")
        let floorRuns = runs([floor, state + "/practice/cache.sqlite"])
        let base = floorRuns.map(\.milliseconds).median
        table.add("floor", base, unit: "ms")
        table.add("floor, peak memory", floorRuns.map(\.megabytes).median, unit: "MB")
        find(&table, base)
        firstPage(&table, base)
        dossier(&table)
        if let catalogue { sync(&table, catalogue) }
        fullText(&table)
        return table.text
    }

    private var options: [String] { ["--state-directory", state] }

    private func runs(_ arguments: [String], input: String = "/dev/null") -> [Run] {
        (0..<rounds).map { _ in Program.run(arguments, input: input) }
    }

    private func find(_ table: inout Table, _ base: Double) {
        let found = runs([kiosk, "find", "dang", "ky", "ket", "hon"] + options)
        table.add("kiosk find", found.map(\.milliseconds).median, unit: "ms", peer: "floor", base, bar: 8)
        table.add("kiosk find, peak memory", found.map(\.megabytes).max() ?? 0, unit: "MB", bar: 48)
        if found.contains(where: { $0.status != 0 }) { table.add("kiosk find FAILED", .infinity, unit: "") }
    }

    private func firstPage(_ table: inout Table, _ base: Double) {
        let input = state + "/leave"
        _ = Program.run(["sh", "-c", "echo 0 > \(input)"])
        let pages = runs([kiosk, "visit"] + options, input: input)
        table.add("first page", pages.map(\.firstLine).median, unit: "ms", peer: "floor", base, bar: 8)
        table.add("a visit, peak memory", pages.map(\.megabytes).max() ?? 0, unit: "MB", bar: 48)
    }

    private func dossier(_ table: inout Table) {
        let log = state + "/backend.log"
        guard let server = Program.start([kiosk, "practice-backend"] + options, errors: log) else { return }
        defer { Program.stop(server) }
        guard let (url, code) = waitForServer(log) else { return }
        let body = state + "/lookup.json"
        _ = Program.run(["sh", "-c", "printf '{\"code\":\"%s\"}' '\(code)' > \(body)"])
        let ask = "curl -s -H 'Content-Type: application/json' -d @\(body) \(url)/v1/dossiers/lookups | jq ."
        let peer = runs(["sh", "-c", ask])
        let own = runs([kiosk, "dossier", code, "--backend-url", url] + options)
        table.add(
            "kiosk dossier", own.map(\.milliseconds).median, unit: "ms",
            peer: "curl | jq", peer.map(\.milliseconds).median, bar: 1.5
        )
        table.add("kiosk dossier, peak memory", own.map(\.megabytes).max() ?? 0, unit: "MB", bar: 48)
        if own.contains(where: { $0.status != 0 }) { table.add("kiosk dossier FAILED", .infinity, unit: "") }
    }

    private func sync(_ table: inout Table, _ catalogue: String) {
        let log = state + "/catalogue-backend.log"
        let serve = [kiosk, "practice-backend", "--catalogue", catalogue]
        guard let server = Program.start(serve + options, errors: log) else { return }
        defer { Program.stop(server) }
        guard let (url, _) = waitForServer(log) else { return }
        SyncBench(kiosk: kiosk, state: state, url: url).measure(&table)
    }

    /// The address and a sample code that the practice backend prints when it listens.
    private func waitForServer(_ log: String) -> (url: String, code: String)? {
        let deadline = Program.now() + 20_000
        while Program.now() < deadline {
            let text = Program.run(["cat", log]).output
            let words = text.split { " \n".contains($0) }.map(String.init)
            if let url = words.first(where: { $0.hasPrefix("http://127.0.0.1:") }),
                let code = words.first(where: { $0.hasPrefix("H43.") })
            {
                return (url, code)
            }
            poll(nil, 0, 20)
        }
        return nil
    }

    private func fullText(_ table: inout Table) {
        let store = state + "/practice/cache.sqlite"
        let peer = state + "/fts.sqlite"
        let fill = """
            ATTACH '\(store)' AS kiosk;
            CREATE VIRTUAL TABLE names USING fts5(name, tokenize = 'unicode61 remove_diacritics 2');
            INSERT INTO names SELECT name FROM kiosk.procedure;
            """
        _ = Program.run(["sqlite3", peer, fill])
        let query = "SELECT name FROM names WHERE names MATCH 'ket hon' ORDER BY bm25(names) LIMIT 10"
        table.add(
            "sqlite3 with FTS5, one query", runs(["sqlite3", peer, query]).map(\.milliseconds).median, unit: "ms")
    }
}
