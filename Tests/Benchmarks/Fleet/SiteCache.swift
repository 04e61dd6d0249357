import FoundationEssentials
import Glibc
import PracticeBackend
import PublicServices

/// Kiosks behind the site cache of `kiosk-config/site-cache/nginx.conf`: real kiosks, real nginx, real backend.
struct SiteCache {
    let program: String
    let kiosks: Int
    /// In the kiosk's own form (`kiosk catalogue export`); `nil` takes the starter catalogue.
    let catalogue: String?
    /// How many kiosks ask at the same time.
    let atOnce: Int

    private var root: String { "/tmp/kiosk-fleet-\(getpid())" }
    private static let repository = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

    /// One line a figure.
    func run() async throws -> [String] {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.createDirectory(atPath: root + "/cache", withIntermediateDirectories: true)
        let configuration = PracticeConfiguration(catalogue: .files(catalogue.map { [$0] } ?? Self.starterFiles()))
        return try await withPracticeBackend(configuration) { backend, port in
            let nginx = try Nginx(root: root, repository: Self.repository, backendPort: port)
            defer { nginx.stop() }
            return try await measure(backend, nginx)
        }
    }

    private func measure(_ backend: PracticeBackend, _ nginx: Nginx) async throws -> [String] {
        var lines: [String] = []
        let started = ContinuousClock.now
        let codes = try await syncAll(through: nginx.port)
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        lines.append(
            "\(kiosks) kiosks synced through one cache in \(Int(seconds)) s, \(codes.count { $0 != 0 }) failed")
        let whole = backend.traffic.requests(.catalogue)
        lines.append("catalogue requests that reached the backend: \(whole) (bar 1: \(whole == 1 ? "met" : "MISSED"))")
        lines.append(try await lookups(backend, nginx))
        lines.append(try await away(backend, nginx))
        return lines
    }

    /// Runs `kiosk sync` once for each kiosk.
    private func syncAll(through port: Int) async throws -> [Int32] {
        await withTaskGroup(of: Int32.self) { group in
            var codes: [Int32] = []
            for kiosk in 0..<kiosks {
                if kiosk >= atOnce, let code = await group.next() { codes.append(code) }
                group.addTask { await sync(kiosk, port: port) }
            }
            for await code in group { codes.append(code) }
            return codes
        }
    }

    private func sync(_ kiosk: Int, port: Int) async -> Int32 {
        let state = "\(root)/kiosk-\(kiosk)"
        let code = await Child.run([
            program, "sync", "--backend-url", "http://127.0.0.1:\(port)", "--state-directory", state,
            "--config-directory", Self.repository + "/kiosk-config",
        ])
        try? FileManager.default.removeItem(atPath: state)
        return code
    }

    /// Asks for every sample dossier and payment through the cache, then searches its folder.
    private func lookups(_ backend: PracticeBackend, _ nginx: Nginx) async throws -> String {
        var secrets: [String] = []
        var asked = 0
        for dossier in backend.samples.dossiers {
            let arguments = ["dossier", dossier.code.text, "--second-factor"]
            asked += await ask(arguments, input: dossier.lastFour, nginx) == 0 ? 1 : 0
            secrets.append(dossier.code.text)
        }
        for payment in backend.samples.payments {
            asked += await ask(["payment", payment.reference.text], input: "", nginx) == 0 ? 1 : 0
            secrets.append(payment.reference.text)
        }
        let found = Self.hits(of: secrets + ["degree", "outcome", "missingPapers"], below: root + "/cache")
        return "\(asked) personal answers passed, \(found) traces of them in the cache folder "
            + "(bar 0: \(found == 0 && asked > 0 ? "met" : "MISSED"))"
    }

    private func ask(_ arguments: [String], input: String, _ nginx: Nginx) async -> Int32 {
        let file = root + "/input"
        try? Data((input + "\n").utf8).write(to: URL(filePath: file))
        return await Child.run(
            [program] + arguments + [
                "--backend-url", "http://127.0.0.1:\(nginx.port)", "--state-directory", root + "/asker",
                "--config-directory", Self.repository + "/kiosk-config",
            ], input: file)
    }

    /// With the backend down, a new kiosk still gets its catalogue.
    private func away(_ backend: PracticeBackend, _ nginx: Nginx) async throws -> String {
        backend.faults.set([Fault(.unavailable)])
        let code = await sync(kiosks, port: nginx.port)
        return "a new kiosk while the backend answers 503: \(code == 0 ? "served from the cache" : "FAILED")"
    }

    /// How many of the texts stand in files below a folder.
    static func hits(of texts: [String], below folder: String) -> Int {
        let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        return files.reduce(0) { sum, name in
            guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(name)")) else { return sum }
            let content = String(decoding: data, as: UTF8.self)
            return sum + texts.count { content.contains($0) }
        }
    }

    private static func starterFiles() -> [String] {
        let folder = repository + "/kiosk-config/catalogue"
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
            .filter { $0.hasSuffix(".jsonl") }.sorted().map { "\(folder)/\($0)" }
    }
}
