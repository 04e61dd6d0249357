import Foundation

/// Twenty secrets through every job in a real tmux; afterwards they must be nowhere.
///
/// The kiosk talks to a practice backend in a process of its own, so that what that one knows is not counted.
struct PrivacyHarness {
    enum Ending: String, CaseIterable { case finish, idle, hangup, kill }

    private let options: Options
    private let folder: WorkFolder
    private let endings: [Ending]
    private let start = Date()

    init(_ options: Options) throws {
        self.options = options
        folder = try WorkFolder()
        let named = options.text("endings", Ending.allCases.map(\.rawValue).joined(separator: ","))
        endings = named.split(separator: ",").compactMap { Ending(rawValue: String($0)) }
    }

    func run() throws -> Bool {
        guard Tmux.isThere else { throw Failure("tmux is not installed") }
        try FileManager.default.createDirectory(atPath: folder.path + "/tmp", withIntermediateDirectories: true)
        // The shortest idle times there are.
        try folder.writeConfiguration(
            from: options.configuration, settings: "visit:\n  idleSeconds: 60\n  graceSeconds: 20\n")
        let backend = try Backend(options, folder: folder)
        defer { backend.stop() }
        var leaks = 0
        for ending in endings { leaks += try prove(ending, backend: backend) }
        return PublicMachine.judge("0 of 20 secrets found anywhere, after \(endings.count) endings", leaks == 0)
    }

    /// One visit, its end, the next visit, and the search.
    private func prove(_ ending: Ending, backend: Backend) throws -> Int {
        let visit = try SecretVisit(samples: backend.samples)
        let tmux = Tmux()
        let state = folder.path + "/state-" + ending.rawValue
        try tmux.start(command(state: state, backend: backend.url))
        defer { tmux.stop() }
        try tmux.wait { $0.contains(Kiosk.attract) }
        try visit.play(in: tmux)
        let search = MemorySearch(secrets: visit.secrets, program: options.program)
        let before = search.search(Data(try tmux.everything().utf8), "screen")
        let next = try end(ending, tmux, state: state, backend: backend)
        defer { next.stop() }
        var leaks = search.search(Data(try next.everything().utf8), "screen and scrollback")
        try next.enter("")
        try next.wait { $0.contains("Lần đầu dùng máy này") }
        leaks += search.search(Data(try next.everything().utf8), "the next visit's screen")
        leaks += search.searchFiles(state)
        leaks += search.searchFiles(folder.path + "/tmp") + search.searchFiles("/var/spool", newerThan: start)
        leaks += try searchMemory(of: next, search)
        report(ending, visit.secrets.count, shownBefore: Set(before.map(\.secret)).count, leaks)
        return leaks.count
    }

    private func end(_ ending: Ending, _ tmux: Tmux, state: String, backend: Backend) throws -> Tmux {
        switch ending {
        case .finish:
            // The unfinished line is taken back with Ctrl-U, as it would otherwise be searched for.
            try tmux.type("\u{15}")
            try tmux.enter("0")
            try tmux.wait { $0.contains("Lần đầu dùng máy này") }
            try tmux.enter("0")
        case .idle:
            try tmux.wait(seconds: 120) { $0.contains("còn dùng máy không") }
        case .kill:
            for process in try kiosks(in: tmux) { Glibc.kill(process, SIGKILL) }
        case .hangup:
            let processes = try kiosks(in: tmux)
            tmux.stop()
            for process in processes { try waitForEnd(of: process) }
            let next = Tmux()
            try next.start(command(state: state, backend: backend.url))
            try next.wait { $0.contains(Kiosk.attract) }
            return next
        }
        try tmux.wait(seconds: 60) { $0.contains(Kiosk.attract) }
        return tmux
    }

    /// Started again whenever it ends, as systemd does, in the same window with the same scrollback.
    private func command(state: String, backend: String) -> String {
        let kiosk =
            "\(options.program) run --state-directory \(state) --config-directory \(folder.path)/config "
            + "--backend-url \(backend)"
        // Not for ever: where hang-ups are ignored, the loop would outlive its terminal.
        return "export TMPDIR=\(folder.path)/tmp; while test -t 0; do \(kiosk) 2>\(folder.path)/errors; sleep 0.1; done"
    }

    private func kiosks(in tmux: Tmux) throws -> [pid_t] {
        guard let pane = try tmux.pane() else { throw Failure("no window") }
        return ProcessTree.all(from: pane).filter { ProcessTree.commandLine(of: $0).hasPrefix(options.program) }
    }

    private func waitForEnd(of process: pid_t) throws {
        // Not our child, so it cannot be waited for; 5 s at most.
        for _ in 0..<500 where Glibc.kill(process, 0) == 0 { usleep(10_000) }
        guard Glibc.kill(process, 0) != 0 else { throw Failure("process \(process) lives on after the hang-up") }
    }

    private func searchMemory(of tmux: Tmux, _ search: MemorySearch) throws -> [Leak] {
        var leaks: [Leak] = []
        for process in try kiosks(in: tmux) {
            guard let found = search.searchMemory(of: process) else {
                PublicMachine.say("  memory of \(process) may not be read here: not searched")
                continue
            }
            PublicMachine.say("  searched \(found.megabytes) MB of \(ProcessTree.commandLine(of: process).prefix(60))")
            leaks += found.leaks
        }
        // tmux is a tool of these tests; on the machine itself the screen is the Linux console.
        if let server = try tmux.server(), let found = search.searchMemory(of: server) {
            PublicMachine.say("  for information: \(Set(found.leaks.map(\.secret)).count) in tmux's own freed memory")
        }
        return leaks
    }

    private func report(_ ending: Ending, _ count: Int, shownBefore: Int, _ leaks: [Leak]) {
        PublicMachine.say(
            "\(ending.rawValue): \(count) secrets given, \(shownBefore) in sight before, \(leaks.count) found")
        for leak in leaks.prefix(40) { PublicMachine.say("  FOUND \(leak)") }
    }
}

/// A practice backend in a process of its own.
struct Backend {
    let url: String
    /// Codes and the last four digits that go with them.
    let samples: [(code: String, lastFour: String)]
    private let process: pid_t

    init(_ options: Options, folder: WorkFolder) throws {
        let log = folder.path + "/backend.log"
        process = try Child.start(
            [options.program, "practice-backend", "--config-directory", options.configuration]
                + ["--state-directory", folder.path + "/backend-state"],
            input: "/dev/null", output: "/dev/null", errors: log
        )
        var lines: [String] = []
        for _ in 0..<600 where lines.count < 20 {
            usleep(50_000)
            lines = ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
        }
        guard let address = lines.first(where: { $0.contains("http://") })?.split(separator: " ").last else {
            throw Failure("no practice backend: \(lines)")
        }
        url = String(address)
        samples = lines.compactMap { line in
            let parts = line.split(separator: " ").map(String.init)
            return parts.count > 2 && parts[1].count == 4 && Int(parts[1]) != nil ? (parts[0], parts[1]) : nil
        }
    }

    func stop() {
        kill(process, SIGTERM)
        _ = Child.end(of: process)
    }
}
