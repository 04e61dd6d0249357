import Foundation
import ProcedureFinder

/// Runs FTS5 and tantivy over the same records and the same trials, through a small script.
struct Peers {
    let root: String
    let material: Material

    private struct Task: Encodable {
        var documents: [[String]]
        var trials: [String: [[String]]]
    }

    /// Prints what the script prints; says so when Python is absent.
    func report() throws {
        let documents = material.documents.map { [$0.code, $0.name, $0.field, $0.papers, $0.text] }
        let task = Task(documents: documents, trials: trials())
        let file = FileManager.default.temporaryDirectory.appending(path: "finder-quality-\(UUID().uuidString).json")
        try JSONEncoder().encode(task).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let script = "\(root)/Tests/Benchmarks/FinderQuality/peers.py"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script, file.path]
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { print("peers: python3 could not run \(script)") }
    }

    private func trials() -> [String: [[String]]] {
        var trials = ["questions": material.questions.filter(\.isAnswerable).map { [$0.query] + $0.codes }]
        for style in TypingStyle.allCases {
            trials["names, \(style.rawValue)"] =
                Protocols.names(material.documents, style).map { [$0.query] + $0.codes.sorted() }
        }
        return trials
    }
}
