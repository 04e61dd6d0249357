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
/// Then asks a silent backend behind its circuit breaker. Ends with 1 when a row ended otherwise than it must or outside
/// its deadline, when the offline answer of an open circuit took over 100 ms, or when memory went over 64 MB.
@main
struct FaultTable {
    /// Faults that only a deadline ends get this one.
    private static let shortDeadline = Duration.milliseconds(500)
    private static let mostMemory = 64.0
    /// Longest wait for the offline answer of an open circuit, in milliseconds.
    private static let longestOffline = 100.0

    static func main() async throws {
        var bad = 0
        for row in try await rows() {
            print(row.line)
            if !row.isGood { bad += 1 }
        }
        let offline = try await openCircuit()
        print("offline answer of an open circuit, longest of 100: \(offline) ms; bar ≤ \(longestOffline) ms")
        let memory = peakMegabytes()
        print("peak memory, servers included: \(memory) MB; bar ≤ \(mostMemory) MB")
        if bad > 0 || memory > mostMemory || offline > longestOffline {
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

    /// What a citizen waits once a silent backend was asked three times in vain, the longest of 100 questions.
    private static func openCircuit() async throws -> Double {
        let server = try RawServer(steps: [.silence])
        defer { server.stop() }
        var settings = BackendSettings(
            address: try BackendAddress("http://127.0.0.1:\(server.port)"), kioskID: "fault-table")
        settings.deadlines.answer = shortDeadline
        let backend = try KioskAPIBackend(settings, logger: Logger(label: "") { _ in SwiftLogNoOpLogHandler() })
        let breaker = CircuitBreaker(backend, clock: SystemClock())
        for _ in 0..<3 { _ = try? await breaker.notices() }
        var longest = Duration.zero
        for _ in 0..<100 {
            let start = ContinuousClock.now
            _ = try? await breaker.notices()
            longest = max(longest, ContinuousClock.now - start)
        }
        await backend.shutdown()
        return (longest / .milliseconds(1) * 100).rounded() / 100
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
