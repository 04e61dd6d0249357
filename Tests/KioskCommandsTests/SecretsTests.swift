import FoundationEssentials
import Glibc
import KioskTestSupport
import PracticeBackend
import PublicServices
import Testing

/// Twenty planted secrets, all jobs with the real program, and a look into everything it wrote and sent.
@Suite(.timeLimit(.minutes(10)))
struct `What a citizen types stays nowhere` {
    /// Codes, references, printed secrets and words that a citizen types.
    private struct Planted {
        let dossiers: [SampleDossier]
        let unknownCodes = (1...4).map { "H43.12-260105-77\($0)\($0)" }
        let references = (1...4).map { "BIMAT-7712003\($0)" }
        let words = "lời riêng quxotalep"

        var all: [String] {
            let slips = dossiers.prefix(8).map(\.code.text) + dossiers.prefix(3).map(\.printedSecret)
            return slips + unknownCodes + references + ["quxotalep"]
        }
    }

    private let kiosk: KioskProgram
    private let planted: Planted

    init() throws {
        kiosk = try KioskProgram()
        let samples = PracticeSamples(on: VietnamTime.day(of: Date()))
        let late = samples.dossiers.filter { $0.name == .overdue }
        planted = Planted(dossiers: late + samples.dossiers.filter { $0.name != .overdue })
    }

    @Test func `nothing stands in URLs, headers, arguments, environment, logs or databases`() async throws {
        #expect(planted.all.count == 20)
        let log = RecordedLog(isTalkative: true)
        var configuration = PracticeConfiguration(catalogue: .procedures([]))
        configuration.logger = log.logger
        let (proxy, process) = try await withPracticeBackend(configuration) { _, port in try await askAll(port) }
        // What was asked did travel, in bodies: otherwise this test would prove nothing.
        for secret in planted.all.dropLast() { #expect(proxy.everything.contains(secret), "\(secret) was not asked") }
        #expect(proxy.heads.count { $0.hasPrefix("POST /v1/dossiers/lookups HTTP/1.1") } >= 12)
        #expect(proxy.heads.count { $0.hasPrefix("POST /v1/payments/lookups HTTP/1.1") } >= 4)
        expectNone(in: proxy.heads.joined(separator: "\n"), "request lines and headers")
        expectNone(in: process, "arguments and environment")
        #expect(!log.lines.isEmpty)
        expectNone(in: log.lines.joined(separator: "\n"), "the backend's log")
        for file in try kiosk.writtenFiles() { expectNone(in: file.text, file.name) }
    }

    /// All jobs, with the backend and then without.
    private func askAll(_ port: Int) async throws -> (RecordingProxy, process: String) {
        let proxy = try RecordingProxy(target: port)
        defer { proxy.stop() }
        let address = ["--backend-url", "http://127.0.0.1:\(proxy.port)", "--log-level", "trace"]
        let process = try await visit(address)
        try await oneShots(address)
        proxy.stop()
        try await visitOffline(address)
        return (proxy, process)
    }

    private func expectNone(in text: String, _ place: String) {
        for secret in planted.all { #expect(!text.contains(secret), "\(secret) stands in \(place)") }
    }

    /// A visit in a terminal; returns the arguments and the environment of the process in its middle.
    private func visit(_ address: [String]) async throws -> String {
        let (terminal, child) = try start(address)
        try await terminal.shown(through: "Bấm số rồi nhấn Enter: ")
        for dossier in planted.dossiers.prefix(3) {
            terminal.type("2\rhttps://mau.example/tra-cuu?MHS=\(dossier.code.text)&s=\(dossier.printedSecret)\r")
            try await terminal.shown(through: "TÌNH TRẠNG HỒ SƠ")
            terminal.type("0\r")
            try await terminal.shown(through: "XIN CHÀO")
        }
        let process = try Self.text(ofFile: "/proc/\(child)/cmdline") + Self.text(ofFile: "/proc/\(child)/environ")
        terminal.type("4\r1\r1\r0\r0\r0\r")
        _ = try? await terminal.shown(through: "Cảm ơn ông/bà.")
        #expect(await KioskProgram.end(of: child) == 0)
        return process
    }

    /// The backend is gone: the reminder and the rating stay in the outbox.
    private func visitOffline(_ address: [String]) async throws {
        let (terminal, child) = try start(address)
        try await terminal.shown(through: "Bấm số rồi nhấn Enter: ")
        let slip = planted.dossiers[0]
        terminal.type("2\rhttps://mau.example/tra-cuu?MHS=\(slip.code.text)&s=\(slip.printedSecret)\r")
        try await terminal.shown(through: "nay có thể đã khác")
        terminal.type("0\r4\r1\r1\r0\r0\r0\r")
        _ = try? await terminal.shown(through: "Cảm ơn ông/bà.")
        #expect(await KioskProgram.end(of: child) == 0)
    }

    /// Every one-shot command that takes something of a citizen's, from standard input.
    private func oneShots(_ address: [String]) async throws {
        for dossier in planted.dossiers[3..<8] {
            let run = try await kiosk.run(
                ["dossier", "-", "--second-factor", "--json"] + address, input: "\(dossier.code.text)\n9999\n")
            #expect(run.status == 1)
        }
        let list = planted.unknownCodes[0..<2].joined(separator: "\n")
        #expect(try await kiosk.run(["dossier", "--from", "-", "--every", "2"] + address, input: list).status == 0)
        for code in planted.unknownCodes[2...] {
            let run = try await kiosk.run(["dossier", "-"] + address, input: code + "\n")
            #expect(run.status == 1, "\(run.errors)")
        }
        for reference in planted.references {
            let run = try await kiosk.run(["payment", "-"] + address, input: reference + "\n")
            #expect(run.status == 1, "\(run.errors)")
        }
        let found = try await kiosk.run(["find", "--queries-from", "-"] + address, input: planted.words + "\n")
        #expect(found.status == 0)
    }

    private func start(_ address: [String]) throws -> (PseudoTerminal, pid_t) {
        let terminal = try PseudoTerminal()
        let errors = kiosk.directory.path + "/visit-errors"
        let child = try kiosk.start(
            address, input: terminal.slavePath, output: terminal.slavePath, errors: errors)
        return (terminal, child)
    }

    static func text(ofFile path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
}

extension KioskProgram {
    /// Every file below the state directory and every log, database and journal among them.
    fileprivate func writtenFiles() throws -> [(name: String, text: String)] {
        let own = ["visit-errors", "errors"].map { directory.path + "/" + $0 }
        let state = directory.path + "/state"
        let names = try FileManager.default.subpathsOfDirectory(atPath: state)
        #expect(names.contains { $0.hasSuffix(".sqlite") } && names.contains { $0.hasSuffix("kiosk.log") })
        return try (own + names.map { state + "/" + $0 }).compactMap { path in
            var isFolder = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder else { return nil }
            return (path, String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self))
        }
    }
}
