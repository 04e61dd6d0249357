/// A whole catalogue over loopback into the store, beside `curl -o` and `sqlite3 .import` of the same bytes.
struct SyncBench {
    let kiosk: String
    let state: String
    let url: String
    private let rounds = 5

    func measure(_ table: inout Table) {
        let peers = (0..<rounds).map { _ in peer() }
        let own = (0..<rounds).map { round in
            Program.run([kiosk, "sync", "--backend-url", url, "--state-directory", "\(state)/sync-\(round)"])
        }
        table.add(
            "whole catalogue synced", own.map(\.milliseconds).median, unit: "ms",
            peer: "curl -o + sqlite3 .import", peers.median, bar: 2
        )
        table.add("whole catalogue synced, peak memory", own.map(\.megabytes).max() ?? 0, unit: "MB", bar: 96)
        if own.contains(where: { $0.status != 0 }) { table.add("sync FAILED", .infinity, unit: "") }
        unchanged(&table)
    }

    /// What the conditional request adds to a run of the program that asks nobody.
    private func unchanged(_ table: inout Table) {
        let options = ["--state-directory", "\(state)/sync-0"]
        let asked = (0..<21).map { _ in Program.run([kiosk, "sync", "--backend-url", url] + options) }
        let listed = (0..<21).map { _ in Program.run([kiosk, "catalogue", "summary", "--backend-url", url] + options) }
        let added = asked.map(\.milliseconds).median - listed.map(\.milliseconds).median
        table.add("unchanged sync, whole program", asked.map(\.milliseconds).median, unit: "ms")
        table.add("unchanged sync, over a summary of the store", added, unit: "ms")
    }

    private func peer() -> Double {
        let file = state + "/peer.jsonl"
        let script = """
            rm -f \(file) \(state)/peer.sqlite
            curl -s -o \(file) \(url)/v1/catalogue
            printf 'CREATE TABLE line(text TEXT);\\n.mode ascii\\n.separator "\\\\037" "\\\\n"\\n.import \(file) line\\n' |
                sqlite3 \(state)/peer.sqlite
            """
        return Program.run(["sh", "-c", script]).milliseconds
    }
}
