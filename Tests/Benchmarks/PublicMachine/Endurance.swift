import Foundation
import KioskTestSupport

/// Many visits: resident memory must not grow after the first fifty.
///
/// Twice: in one process, which reads its visits from a pipe, and in the supervisor, with a process for each visit.
struct Endurance {
    private let options: Options

    init(_ options: Options) { self.options = options }

    func run() async throws -> Bool {
        let count = options.number("count", 1000)
        let warm = min(50, count / 2)
        let one = try inOneProcess(count: count, warm: warm)
        let many = try await underSupervisor(count: count, warm: warm)
        let isOne = PublicMachine.judge("one process grows by < 1 MB after \(warm) visits", one < 1024)
        return PublicMachine.judge("the supervisor grows by < 1 MB after \(warm) visits", many < 1024) && isOne
    }

    /// What a citizen does: finds a procedure, reads it, opens the list of fields, rates, and leaves.
    private static let lines = ["1", "khai sinh", "1", "1", "0", "1", "1", "1", "1", "0", "4", "1", "1", "0", "0"]

    private func inOneProcess(count: Int, warm: Int) throws -> Int {
        let folder = try WorkFolder()
        let input = folder.path + "/input"
        guard mkfifo(input, 0o600) == 0 else { throw Failure("no pipe") }
        let child = try Child.start(
            [options.program, "run", "--config-directory", options.configuration]
                + ["--state-directory", folder.path + "/state", "--log-level", "error"],
            input: input, output: folder.path + "/output", environment: options.unitEnvironment()
        )
        let pipe = open(input, O_WRONLY | O_CLOEXEC)
        defer { close(pipe) }
        var figures: [Int] = []
        for visit in 1...count {
            let typed = Array(("\n" + Self.lines.joined(separator: "\n") + "\n").utf8)
            _ = write(pipe, typed, typed.count)
            try waitForVisits(visit, in: folder.path + "/output")
            figures.append(ProcessTree.kilobytes("VmRSS", of: child))
            if [1, warm, count / 2, count].contains(visit) {
                PublicMachine.say("one process, after \(visit) visits: \(figures[visit - 1]) kB")
            }
        }
        // One figure alone is of a moment, with or without a request under way.
        let window = max(1, count / 10)
        let growth = figures.suffix(window).median - figures[warm..<warm + window].median
        PublicMachine.say("one process, peak: \(ProcessTree.kilobytes("VmHWM", of: child)) kB; growth \(growth) kB")
        kill(child, SIGTERM)
        _ = Child.end(of: child)
        return growth
    }

    /// Waits for the page after a visit in the output file, from where it was read before.
    private func waitForVisits(_ count: Int, in file: String) throws {
        for _ in 0..<3000 {
            guard let bytes = FileManager.default.contents(atPath: file) else { continue }
            if Kiosk.isBetweenVisits(bytes) {
                // The program appends at its own offset; what was counted is cut off.
                truncate(file, 0)
                return
            }
            // The file of another process: nothing tells when it grows.
            usleep(5000)
        }
        throw Failure("visit \(count) does not end")
    }

    private func underSupervisor(count: Int, warm: Int) async throws -> Int {
        let folder = try WorkFolder()
        let kiosk = try Kiosk(options, folder: folder)
        var figures: [Int] = []
        var visitPeak = 0
        try await kiosk.terminal.shown(through: Kiosk.attract)
        let began = Date()
        for visit in 1...count {
            kiosk.terminal.type("\r")
            try await kiosk.terminal.shown(through: Kiosk.prompt)
            for line in Self.lines.dropLast() { kiosk.terminal.type(line + "\r") }
            try await kiosk.terminal.shown(through: "Chọn số: 0")
            if let process = kiosk.visit { visitPeak = max(visitPeak, ProcessTree.kilobytes("VmHWM", of: process)) }
            kiosk.terminal.type("0\r")
            try await kiosk.terminal.shown(through: Kiosk.attract)
            if [1, warm, count].contains(visit) {
                figures.append(ProcessTree.kilobytes("VmRSS", of: kiosk.supervisor))
                PublicMachine.say("supervisor, after \(visit) visits: \(figures.last ?? 0) kB")
            }
        }
        let seconds = Date().timeIntervalSince(began)
        let growth = figures[figures.count - 1] - figures[1]
        let pace = String(format: "%.0f ms a visit", seconds * 1000 / Double(count))
        PublicMachine.say("supervisor: growth \(growth) kB; a visit's peak \(visitPeak) kB; \(pace)")
        _ = kiosk.stop()
        return growth
    }
}
