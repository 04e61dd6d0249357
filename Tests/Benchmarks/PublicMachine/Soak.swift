import Foundation
import KioskTestSupport
import PracticeBackend
import PublicServices

/// Thousands of visits in one process while the backend fails in every way it knows; each visit looks things up and
/// gives a rating.
///
/// Memory and open files must stay as they were, and every rating that was acknowledged must be at the backend once.
struct Soak {
    /// The visits in which the machine meets what it can meet for the first time: its threads, the allocator's
    /// regions and the tables of the store come into being.
    private static let warm = 50
    /// Visits whose figures are taken together: one figure alone is of a moment, with or without a request under way.
    private static let window = 500
    private let count: Int
    private let seed: UInt64
    private let options: Options
    private let folder: WorkFolder

    init(_ options: Options) throws {
        self.options = options
        count = options.number("count", 10_000)
        seed = UInt64(options.number("seed", 1))
        folder = try WorkFolder()
        let least = Self.warm + 2 * Self.window
        guard count >= least else { throw Failure("count must be at least \(least)") }
    }

    func run() async throws -> Bool {
        try folder.writeConfiguration(from: options.configuration, settings: "visit:\n  idleSeconds: 300\n")
        var configuration = PracticeConfiguration(catalogue: .procedures(try starterCatalogue()))
        configuration.databasePath = folder.path + "/backend.sqlite"
        configuration.limits.perHour = .max
        return try await withPracticeBackend(configuration) { backend, port in
            let url = "http://127.0.0.1:\(port)"
            let figures = try await visits(backend, url: url)
            backend.faults.clear()
            try deliverRest(url)
            return try await judge(figures, backend)
        }
    }

    /// What a machine is like at a moment.
    fileprivate struct Figures {
        var kilobytes: Int
        var files: Int
    }

    private struct Outcome {
        /// After every visit.
        var figures: [Figures] = []
        var acknowledged: [String] = []

        /// What most visits of a stretch left behind: the median of memory, the fewest open files.
        func usual(_ visits: Range<Int>) -> Figures {
            let stretch = figures[visits]
            return Figures(kilobytes: stretch.map(\.kilobytes).median, files: stretch.map(\.files).min() ?? 0)
        }
    }

    private func visits(_ backend: PracticeBackend, url: String) async throws -> Outcome {
        var machine = try PipedMachine(options, folder: folder, url: url)
        var random = SeededGenerator(seed: seed)
        let codes = backend.samples.dossiers.map(\.code.text)
        var outcome = Outcome()
        let began = Date()
        for visit in 1...count {
            backend.faults.set(Self.faults(&random))
            let code = codes[Int.random(in: 0..<codes.count, using: &random)]
            outcome.acknowledged.append(try machine.visit(Self.lines(code)))
            let now = machine.figures
            outcome.figures.append(now)
            if visit % max(1, count / 10) == 0 {
                PublicMachine.say("after \(visit) visits: \(now.kilobytes) kB, \(now.files) open files")
            }
        }
        let pace = Date().timeIntervalSince(began) / Double(count)
        PublicMachine.say(String(format: "%.0f ms a visit, peak %d kB", pace * 1000, machine.peak))
        machine.stop()
        return outcome
    }

    /// Looks at a procedure, a dossier and a payment, rates, and leaves.
    private static func lines(_ code: String) -> [String] {
        ["1", "khai sinh", "1", "1", "0", "2", code, "1", "1", "0", "3", "MAU0001", "0", "4", "1", "1", "0", "0"]
    }

    /// Every second visit meets a failure, of look-ups, of ratings or of everything.
    ///
    /// Where the backend refuses the kiosk itself the queue rests for ten minutes, so that is left to the look-ups.
    private static func faults(_ random: inout SeededGenerator) -> [Fault] {
        guard Bool.random(using: &random), let kind = FaultKind.allCases.randomElement(using: &random) else {
            return []
        }
        let refusals: Set<FaultKind> = [.unauthorised, .forbidden, .upgrade, .busy, .unavailable]
        let areas: [Area?] = refusals.contains(kind) ? [.dossiers, .payments] : [nil, .records, .dossiers]
        return [Fault(kind, value: kind == .slow ? 1 : nil, in: areas.randomElement(using: &random) ?? nil)]
    }

    /// What the failures kept back goes out when the network is good again; parked records by the operator's word.
    private func deliverRest(_ url: String) throws {
        let common = [
            "--state-directory", folder.path + "/state", "--config-directory", folder.path + "/config",
            "--backend-url", url,
        ]
        for command in [["outbox", "retry"], ["sync"]] {
            _ = try Child.output([options.program] + command + common)
        }
    }

    private func judge(_ outcome: Outcome, _ backend: PracticeBackend) async throws -> Bool {
        let there = try await backend.records().map { String($0.id.suffix(6)).uppercased() }
        let lost = Set(outcome.acknowledged).subtracting(there)
        let before = outcome.usual(Self.warm..<Self.warm + Self.window)
        let after = outcome.usual(count - Self.window..<count)
        let growth = after.kilobytes - before.kilobytes
        let files = after.files - before.files
        PublicMachine.say("acknowledged \(outcome.acknowledged.count), at the backend \(there.count)")
        PublicMachine.say(
            "since visit \(Self.warm): memory \(before.kilobytes) to \(after.kilobytes) kB, grown by \(growth) kB, "
                + "open files \(before.files) to \(after.files)")
        let isKept = PublicMachine.judge(
            "0 ratings lost, none twice", lost.isEmpty && there.count == outcome.acknowledged.count)
        let isFlat = PublicMachine.judge("resident memory grows by < 2 MB", growth < 2048)
        return PublicMachine.judge("no open file more", files <= 0) && isFlat && isKept
    }

    private func starterCatalogue() throws -> [Procedure] {
        let catalogue = options.configuration + "/catalogue"
        let files = try FileManager.default.contentsOfDirectory(atPath: catalogue).filter { $0.hasSuffix(".jsonl") }
        return try files.flatMap { file in
            try String(contentsOfFile: catalogue + "/" + file, encoding: .utf8).split(separator: "\n").map {
                try JSONDecoder().decode(Procedure.self, from: Data($0.utf8))
            }
        }
    }
}

/// `kiosk run` reading its visits from a pipe: one process for all of them, in the environment of an installed one.
private struct PipedMachine {
    private let process: pid_t
    private let pipe: Int32
    private let output: String

    init(_ options: Options, folder: WorkFolder, url: String) throws {
        let input = folder.path + "/input"
        output = folder.path + "/output"
        guard mkfifo(input, 0o600) == 0 else { throw Failure("no pipe") }
        process = try Child.start(
            [options.program, "run", "--config-directory", folder.path + "/config", "--backend-url", url]
                + ["--state-directory", folder.path + "/state", "--log-level", "critical"],
            input: input, output: output, errors: folder.path + "/errors",
            environment: options.unitEnvironment()
        )
        pipe = open(input, O_WRONLY | O_CLOEXEC)
    }

    /// Holds one visit; the short number of the rating that was acknowledged.
    mutating func visit(_ lines: [String]) throws -> String {
        let typed = Array(("\n" + lines.joined(separator: "\n") + "\n").utf8)
        guard write(pipe, typed, typed.count) == typed.count else { throw Failure("the kiosk reads no more") }
        for _ in 0..<12_000 {
            let bytes = FileManager.default.contents(atPath: output) ?? Data()
            guard Kiosk.isBetweenVisits(bytes) else {
                guard ProcessTree.kilobytes("VmRSS", of: process) > 0 else { throw Failure("the kiosk ended") }
                // The file of another process: nothing tells when it grows.
                usleep(5000)
                continue
            }
            // The program appends; what was read is cut off.
            truncate(output, 0)
            let shown = String(decoding: bytes, as: UTF8.self)
            guard let number = shown.components(separatedBy: "Mã số: ").dropFirst().first?.prefix(6) else {
                throw Failure("no rating acknowledged:\n\(shown)")
            }
            return String(number)
        }
        let shown = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
        throw Failure("a visit does not end:\n\(shown.suffix(2000))")
    }

    var figures: Soak.Figures {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count) ?? 0
        return Soak.Figures(kilobytes: ProcessTree.kilobytes("VmRSS", of: process), files: files)
    }

    var peak: Int { ProcessTree.kilobytes("VmHWM", of: process) }

    func stop() {
        close(pipe)
        kill(process, SIGTERM)
        _ = Child.end(of: process)
    }
}
