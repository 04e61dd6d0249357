import BackendClient
import BackendFaults
import FoundationEssentials
import Glibc
import Logging
import ServiceDesk

/// Plays every fault of a backend or network to the real client and prints what came of it.
///
///     FaultTable
///
/// Ends with 1 when a row ended otherwise than it must, outside its deadline, or when memory went over 64 MB.
@main
struct FaultTable {
    /// Faults that only a deadline ends get this one.
    private static let shortDeadline = Duration.milliseconds(500)
    private static let mostMemory = 64.0

    static func main() async throws {
        var bad = 0
        for row in try await rows() {
            print(row.line)
            if !row.isGood { bad += 1 }
        }
        let memory = peakMegabytes()
        print("peak memory, servers included: \(memory) MB; bar ≤ \(mostMemory) MB")
        if bad > 0 || memory > mostMemory {
            print("\(bad) rows are not as they must be")
            exit(1)
        }
    }

    private static func rows() async throws -> [Row] {
        var rows: [Row] = []
        for fault in Fault.all {
            let server = try RawServer(steps: fault.steps)
            let deadline = fault.isEndless ? shortDeadline : .seconds(8)
            rows.append(
                try await ask("http://127.0.0.1:\(server.port)", fault.name, fault.code, deadline))
            server.stop()
        }
        rows.append(try await ask("http://127.0.0.1:1", "connection refused", .cannotConnect))
        for (name, certificate, authority) in [
            ("wrong TLS name", TestCertificates.otherName, true), ("expired", TestCertificates.expired, true),
            ("unknown CA", TestCertificates.good, false),
        ] {
            let server = try await SecureServer(certificate: certificate)
            rows.append(
                try await ask(
                    "https://127.0.0.1:\(server.port)", name, .insecure, authority: authority))
            await server.stop()
        }
        return rows
    }

    private static func ask(
        _ address: String,
        _ name: String,
        _ expected: BackendError.Code?,
        _ deadline: Duration = .seconds(8),
        authority: Bool = false
    ) async throws -> Row {
        var settings = BackendSettings(address: try BackendAddress(address), kioskID: "fault-table")
        settings.bearerToken = "token"
        settings.deadlines.answer = deadline
        let path = FileManager.default.temporaryDirectory.path + "/fault-table-\(getpid()).pem"
        if authority {
            try TestCertificates.authority.write(toFile: path, atomically: true, encoding: .utf8)
            settings.authoritiesPath = path
        }
        defer { unlink(path) }
        let backend = try KioskAPIBackend(settings, logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        let start = ContinuousClock.now
        var got: BackendError.Code?
        do throws(BackendError) { _ = try await backend.notices() } catch { got = error.code }
        let took = ContinuousClock.now - start
        await backend.shutdown()
        return Row(name: name, expected: expected, got: got, took: took, limit: deadline + .milliseconds(500))
    }

    /// `VmHWM` of this process.
    private static func peakMegabytes() -> Double {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        let kilobytes = line.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? .infinity
        return (kilobytes / 1024 * 10).rounded() / 10
    }
}

/// One fault and what came of it.
private struct Row {
    var name: String
    var expected: BackendError.Code?
    var got: BackendError.Code?
    var took: Duration
    var limit: Duration

    var isGood: Bool { expected == got && took <= limit }

    var line: String {
        let words = [expected, got].map { $0.map { "\($0)" } ?? "answered" }
        let mark = isGood ? "ok " : "BAD"
        let milliseconds = Int(took / .milliseconds(1))
        return "\(mark)  \(name): \(words[1])\(expected == got ? "" : ", not \(words[0])"), \(milliseconds) ms"
    }
}
