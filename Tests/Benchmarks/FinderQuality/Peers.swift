import Foundation
import ProcedureFinder

/// Runs FTS5 and tantivy over the same records and the same trials, through a small script, and compares.
struct Peers {
    let root: String
    let material: Material
    let finder: ProcedureFinder
    let bars: Bars

    /// A peer that finds no more than this share is judged by its time to a right answer: finding nothing is quick.
    private static let hardlyAnything = 15.0

    private struct Task: Encodable {
        var documents: [[String]]
        var trials: [String: [[String]]]
    }

    /// What the script prints, one a line: shares in percent, times in µs.
    private struct Row: Decodable {
        var peer: String
        var trial: String
        var first: Double
        var three: Double
        var five: Double
        var p50: Double
        var p99: Double
        var mean: Double

        /// Time spent for each right answer among the first five.
        var toRightAnswer: Double { five > 0 ? mean * 100 / five : .infinity }
    }

    /// Prints both sides of every trial; says so when Python is absent.
    func report() throws {
        let trials = trials()
        let lists = trials.mapValues { $0.map { [$0.query] + $0.codes.sorted() } }
        let rows = try rows(Task(documents: documents, trials: lists))
        guard !rows.isEmpty else { return print("peers: python3 could not run peers.py") }
        let ours = trials.map { name, trials in row(name, trials) }
        for own in ours.sorted(by: { $0.trial < $1.trial }) {
            print(line(own))
            for peer in rows where peer.trial == own.trial {
                print(line(peer) + (peer.five <= Peers.hardlyAnything ? "  (quick because it finds hardly any)" : ""))
                compare(own, peer)
            }
        }
        let names = Set(rows.map(\.peer))
        if !names.contains(where: { $0.hasPrefix("tantivy") }) { print("tantivy: not installed (pip install tantivy)") }
    }

    private var documents: [[String]] {
        material.documents.map {
            [$0.code, $0.name, $0.field, $0.papers.joined(separator: "\n"), $0.texts.joined(separator: "\n")]
        }
    }

    private func trials() -> [String: [Trial]] {
        let questions = material.questions.filter(\.isAnswerable)
        var trials = ["questions": questions.map { Trial(query: $0.query, codes: Set($0.codes)) }]
        for style in TypingStyle.allCases {
            trials["names, \(style.rawValue)"] = Protocols.names(material.documents, style)
        }
        return trials
    }

    private func rows(_ task: Task) throws -> [Row] {
        let file = FileManager.default.temporaryDirectory.appending(path: "finder-quality-\(UUID().uuidString).json")
        try JSONEncoder().encode(task).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "\(root)/Tests/Benchmarks/FinderQuality/peers.py", file.path]
        process.standardOutput = output
        try process.run()
        let lines = output.fileHandleForReading.readDataToEndOfFile().split(separator: 0x0A)
        process.waitUntilExit()
        return lines.compactMap { try? JSONDecoder().decode(Row.self, from: Data($0)) }
    }

    private func row(_ name: String, _ trials: [Trial]) -> Row {
        let score = trials.reduce(into: Score()) { score, trial in
            score.add(finder.find(trial.query, limit: 5).matches.map(\.code), right: trial.codes)
        }
        let times = Timing.times(trials.map(\.query)) { _ = finder.find($0, limit: 5) }
        return Row(
            peer: "kiosk", trial: name, first: score.firstShare, three: score.threeShare, five: score.fiveShare,
            p50: times[times.count / 2], p99: Timing.p99(times), mean: times.reduce(0, +) / Double(times.count))
    }

    private func line(_ row: Row) -> String {
        let shares = [row.first, row.three, row.five].map(Bars.text).joined(separator: " / ")
        let right = row.five > 0 ? "\(Int(row.toRightAnswer.rounded())) µs" : "never"
        return "\(row.trial), \(row.peer): first / three / five \(shares) %  p50 \(Int(row.p50.rounded())) µs"
            + "  p99 \(Int(row.p99.rounded())) µs  a right answer every \(right)"
    }

    private func compare(_ own: Row, _ peer: Row) {
        let isBetter = own.first > peer.first && own.three > peer.three && own.five > peer.five
        bars.add(
            "\(own.trial): better than \(peer.peer)", "\(Bars.text(own.five)) % in five",
            needed: "> \(Bars.text(peer.five)) %", isMet: isBetter)
        if peer.five <= Peers.hardlyAnything {
            let bar = peer.five > 0 ? "< \(Int(peer.toRightAnswer.rounded())) µs" : "it never has one"
            bars.add(
                "    sooner at a right answer (it finds \(Bars.text(peer.five)) %)",
                "\(Int(own.toRightAnswer.rounded())) µs", needed: bar, isMet: own.toRightAnswer < peer.toRightAnswer)
        } else {
            bars.add(
                "    faster, p50 and p99", "\(Int(own.p50.rounded())) and \(Int(own.p99.rounded())) µs",
                needed: "< \(Int(peer.p50.rounded())) and \(Int(peer.p99.rounded())) µs",
                isMet: own.p50 < peer.p50 && own.p99 < peer.p99)
        }
    }
}
