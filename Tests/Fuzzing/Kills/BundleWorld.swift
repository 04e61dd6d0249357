import BackendFaults
import FoundationEssentials
import Glibc

/// A province that publishes content bundles, and what a kiosk shows of them.
struct BundleWorld: Sendable {
    struct Failed: Error { var what: String }

    let root: String
    private let server: ContentServer
    private let publicKey: String
    private static let program = CommandLine.arguments[0]
    private static let configuration =
        "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/kiosk-config"

    static func with(_ plan: KillPlan, _ work: @Sendable (BundleWorld) async throws -> Bool) async throws -> Bool {
        let root = "\(plan.directory)/kills-bundle-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: configuration, toPath: root + "/content")
        let server = try ContentServer(folder: root + "/web")
        defer { server.stop() }
        let key = KilledChild(program: program, arguments: ["bundle", "key", root + "/key"])
        let publicKey = try await unharmed(key).output.filter { !$0.isWhitespace }
        return try await work(BundleWorld(root: root, server: server, publicKey: publicKey))
    }

    /// Makes the next edition of the bundle: another sentence, another procedure.
    func publish(_ edition: Int) async throws {
        let pack = root + "/content/languages/vi.yaml"
        let lines = try String(contentsOfFile: pack, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("  welcome.intro:") ? "  welcome.intro: \"Câu số \(edition).\"" : String($0) }
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: pack))
        let record = #"{"code":"9.999001","name":"Thủ tục số \#(edition)","levels":["commune"]}"# + "\n"
        try Data(record.utf8).write(to: URL(filePath: root + "/catalogue.jsonl"))
        let arguments = [
            "bundle", "make", "--key-file", root + "/key", "--output", root + "/web", "--catalogue",
            root + "/catalogue.jsonl", "--config-directory", root + "/content",
        ]
        let outcome = try await Self.unharmed(KilledChild(program: Self.program, arguments: arguments))
        guard outcome.status == 0 else { throw Failed(what: "no bundle: \(outcome.output)") }
    }

    func sync(_ state: String) async throws {
        let outcome = try await Self.unharmed(child(["sync"], state: state))
        guard outcome.status == 0 else { throw Failed(what: "sync ended with \(outcome.status): \(outcome.output)") }
    }

    /// The edition that the next start shows, on its first page and in its catalogue, with every part as signed.
    ///
    /// - Throws: `Failed` for a mixture of two, or for none.
    func edition(in state: String) async throws -> Int {
        var visit = child(["visit"], state: state)
        visit.input = "0\n"
        let page = try await Self.unharmed(visit).output
        let procedure = try await Self.unharmed(child(["procedure", "9.999001"], state: state)).output
        let found = [1, 2].filter { page.contains("Câu số \($0).") && procedure.contains("Thủ tục số \($0)") }
        guard let edition = found.first, found.count == 1 else {
            throw Failed(what: "a mixture: \(page.prefix(300)) \(procedure.prefix(300))")
        }
        let verified = try await Self.unharmed(child(["bundle", "verify"], state: state)).output
        guard verified.hasPrefix("bundle \(edition) ") else { throw Failed(what: "not as signed: \(verified)") }
        return edition
    }

    /// A kiosk that has its content from this province alone.
    func child(_ arguments: [String], state: String) -> KilledChild {
        KilledChild(
            program: Self.program,
            arguments: arguments + ["--state-directory", state, "--config-directory", Self.configuration],
            environment: [
                "KIOSK_BACKEND_URL=\(server.address)", "KIOSK_BUNDLE_URL=\(server.address)",
                "KIOSK_BUNDLE_PUBLIC_KEY=\(publicKey)",
            ]
        )
    }

    /// Runs a child that counts its calls and is never killed.
    private static func unharmed(_ child: KilledChild) async throws -> KilledChild.Outcome {
        var child = child
        child.environment.append("KIOSK_KILL_AT=\(Int32.max)")
        return try await child.run()
    }
}
