/// A whole catalogue over loopback into the store, beside `curl -o` and `sqlite3 .import` of the same bytes.
struct SyncBench {
    let kiosk: String
    let state: String
    let url: String
    private let rounds = 21

    /// Runs of both sides in turn, and of each the shortest: what else the machine does falls on neither alone.
    func measure(_ table: inout Table) {
        var peers: [Double] = []
        var own: [Run] = []
        for round in 0..<rounds {
            peers.append(peer())
            own.append(sync(in: "\(state)/sync-\(round)"))
        }
        table.add(
            "whole catalogue synced, live with its index", own.map(\.milliseconds).min() ?? .infinity, unit: "ms",
            peer: "curl -o + sqlite3 .import", peers.min() ?? .infinity, bar: 2
        )
        table.add("whole catalogue synced, peak memory", own.map(\.megabytes).max() ?? 0, unit: "MB", bar: 96)
        if own.contains(where: { $0.status != 0 }) { table.add("sync FAILED", .infinity, unit: "") }
        unchanged(&table)
    }

    /// What the conditional request adds to a run of the program that asks nobody.
    private func unchanged(_ table: inout Table) {
        let directory = "\(state)/sync-0"
        var asked: [Run] = []
        var listed: [Run] = []
        for _ in 0..<21 {
            asked.append(sync(in: directory))
            listed.append(
                Program.run([kiosk, "catalogue", "summary", "--backend-url", url, "--state-directory", directory]))
        }
        let least = { (runs: [Run], cost: (Run) -> Double) in runs.map(cost).min() ?? .infinity }
        // Less than nothing is what the two figures vary by.
        let work = max(0, least(asked, \.work) - least(listed, \.work))
        let time = least(asked, \.milliseconds) - least(listed, \.milliseconds)
        table.add("unchanged sync, work over a summary of the store", work, unit: "ms of processor", bar: 5)
        table.add("unchanged sync, time over a summary of the store", time, unit: "ms")
        table.add("unchanged sync, whole program", least(asked, \.milliseconds), unit: "ms")
    }

    private func sync(in directory: String) -> Run {
        Program.run([kiosk, "sync", "--backend-url", url, "--state-directory", directory])
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
