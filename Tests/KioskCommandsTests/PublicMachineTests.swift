import FoundationEssentials
import Glibc
import KioskTestSupport
import Testing

@testable import KioskCommands

/// `kiosk run` at a real pseudo-terminal, its standard error on the same screen.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct PublicMachineTests {
    private let kiosk: KioskProgram
    private let terminal: PseudoTerminal

    init() async throws {
        kiosk = try KioskProgram()
        terminal = try PseudoTerminal()
        let state = "/state"
        try FileManager.default.copyItem(
            atPath: try await Self.prepared.value.path + state, toPath: kiosk.directory.path + state
        )
    }

    /// A store that has the starter catalogue already: a first start takes seconds in a debug build.
    private static let prepared = Task {
        let kiosk = try KioskProgram()
        _ = try await kiosk.run(["catalogue", "summary"])
        return kiosk.directory
    }

    private static let attract = "Press Enter to start."
    private static let prompt = "Bấm số rồi nhấn Enter: "
    private static let typing = "Gõ vào đây rồi nhấn Enter: "
    private static let wipe = "\u{1B}[2J\u{1B}[3J"
    private static let cutOff = "Lần dùng trước bị ngắt giữa chừng."

    private func start(_ arguments: [String] = [], environment: [String] = []) throws -> pid_t {
        try kiosk.start(
            ["run"] + arguments, input: terminal.slavePath, output: terminal.slavePath, errors: terminal.slavePath,
            environment: environment
        )
    }

    /// Starts a visit and goes to the search page.
    private func beginVisit() async throws {
        try await terminal.shown(through: Self.attract)
        terminal.type("\r")
        try await terminal.shown(through: Self.prompt)
        terminal.type("1\r")
        try await terminal.shown(through: Self.typing)
    }

    private func stop(_ supervisor: pid_t) async {
        kill(supervisor, SIGTERM)
        #expect(await KioskProgram.end(of: supervisor) == 0)
    }

    private func visit(of supervisor: pid_t) throws -> pid_t {
        let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(supervisor)/task")
        let children = tasks.compactMap { task in
            try? String(contentsOfFile: "/proc/\(supervisor)/task/\(task)/children", encoding: .utf8)
        }
        return try #require(children.flatMap { $0.split(separator: " ") }.compactMap { pid_t($0) }.first)
    }

    @Test func `no key ends the kiosk: interrupt, stop and quit are nothing, end of text ends the visit`() async throws
    {
        let supervisor = try start()
        try await terminal.shown(through: Self.attract)
        terminal.type("\u{3}")
        try await terminal.shown(through: Self.prompt)
        terminal.type("\u{3}\u{1A}\u{1C}\u{11}\u{13}1\r")
        try await terminal.shown(through: Self.typing)
        terminal.type("\u{4}")
        let end = try await terminal.shown(through: Self.attract)
        #expect(end.contains(Self.wipe))
        terminal.type("\r")
        let next = try await terminal.shown(through: Self.prompt)
        #expect(!next.contains(Self.cutOff))
        await stop(supervisor)
    }

    @Test(arguments: [SIGINT, SIGQUIT, SIGTSTP, SIGPIPE, SIGWINCH, SIGUSR1])
    func `signals of the keyboard and the screen change nothing`(number: Int32) async throws {
        let supervisor = try start()
        try await beginVisit()
        kill(supervisor, number)
        kill(try visit(of: supervisor), number)
        terminal.type("khai sinh\r")
        try await terminal.shown(through: "Thủ tục đăng ký khai sinh")
        await stop(supervisor)
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func `a stop from outside wipes the page and gives the terminal back`(number: Int32) async throws {
        let mode = terminal.mode.c_lflag
        let supervisor = try start()
        try await beginVisit()
        #expect(terminal.mode.c_lflag != mode)
        let process = try visit(of: supervisor)
        kill(supervisor, number)
        #expect(await KioskProgram.end(of: supervisor) == 0)
        try await terminal.shown(through: Self.wipe)
        #expect(terminal.mode.c_lflag == mode)
        #expect(kill(process, 0) != 0)
    }

    @Test func `a terminal that is gone ends the kiosk and its visit`() async throws {
        let supervisor = try start()
        try await beginVisit()
        let process = try visit(of: supervisor)
        terminal.hangUp()
        #expect(await KioskProgram.end(of: supervisor) == 0)
        #expect(kill(process, 0) != 0)
    }

    @Test(arguments: [SIGKILL, SIGSEGV, SIGILL, SIGABRT])
    func `a visit that breaks off is wiped at once, without a trace, and the next one says so`(
        number: Int32
    ) async throws {
        let supervisor = try start()
        try await beginVisit()
        terminal.type("bi mat")
        kill(try visit(of: supervisor), number)
        let after = try await terminal.shown(through: Self.attract)
        #expect(after.contains(Self.wipe))
        for trace in ["Fatal", "Crash", "Backtrace", "0x", "error"] { #expect(!after.contains(trace)) }
        terminal.type("\r")
        let next = try await terminal.shown(through: Self.prompt)
        #expect(next.contains(Self.cutOff))
        await stop(supervisor)
    }

    @Test func `killed altogether, the kiosk wipes first when it starts again, and says so`() async throws {
        let first = try start()
        try await beginVisit()
        terminal.type("bi mat")
        let process = try visit(of: first)
        kill(first, SIGKILL)
        kill(process, SIGKILL)
        _ = await KioskProgram.end(of: first)
        let second = try start()
        let beginning = try await terminal.shown(through: Self.attract)
        let wipe = try #require(beginning.firstRange(of: Self.wipe))
        #expect(!beginning[..<wipe.lowerBound].contains("XIN CHÀO"))
        terminal.type("\r")
        #expect(try await terminal.shown(through: Self.prompt).contains(Self.cutOff))
        await stop(second)
    }

    @Test func `a visit without a supervisor wipes and ends by itself`() async throws {
        let supervisor = try start()
        try await beginVisit()
        kill(supervisor, SIGKILL)
        _ = await KioskProgram.end(of: supervisor)
        try await terminal.shown(through: Self.wipe)
    }

    @Test func `what a visit counted is kept although its process is gone, and so are the metrics`() async throws {
        let metrics = kiosk.directory.path + "/kiosk.prom"
        let supervisor = try start(environment: ["KIOSK_METRICS_FILE=\(metrics)"])
        try await beginVisit()
        terminal.type("0\r")
        try await terminal.shown(through: Self.prompt)
        terminal.type("0\r")
        try await terminal.shown(through: Self.attract)
        await stop(supervisor)
        let text = try String(contentsOfFile: metrics, encoding: .utf8)
        #expect(text.contains("kiosk_visits_total 1\n"))
        #expect(text.contains(#"kiosk_visits_ended_total{outcome="finished"} 1"#))
        let report = try await kiosk.run(["report"])
        #expect(report.output.contains("Lượt người dùng: 1\n"), "\(report.output.prefix(400))")
    }

    @Test func `a visit that hangs is ended and wiped`() async throws {
        let supervisor = try start(["--stall-seconds", "2"])
        try await beginVisit()
        kill(try visit(of: supervisor), SIGSTOP)
        #expect(try await terminal.shown(through: Self.attract).contains(Self.wipe))
        await stop(supervisor)
    }

    @Test func `output that was stopped, as by Scroll Lock, is started again and the visit goes on`() async throws {
        let supervisor = try start()
        try await beginVisit()
        tcflow(terminal.slave, TCOOFF)
        terminal.type("khai sinh\r")
        try await terminal.shown(through: "Thủ tục đăng ký khai sinh")
        await stop(supervisor)
    }

    @Test(arguments: [(["--stall-seconds", "60"], false), (["--stall-seconds", "2"], true)])
    func `a screen that takes nothing is cleared, by the visit itself or by the supervisor that misses its signs`(
        arguments: [String], isKilled: Bool
    ) async throws {
        let supervisor = try start(arguments)
        try await beginVisit()
        let process = try visit(of: supervisor)
        try terminal.fill()
        terminal.type("khai sinh\r")
        await KioskProgram.isGone(process)
        #expect(try await terminal.shown(through: Self.attract).contains(Self.wipe))
        terminal.type("\r")
        #expect(try await terminal.shown(through: Self.prompt).contains(Self.cutOff) == isKilled)
        await stop(supervisor)
    }

    @Test func `a wrong configuration is said and ends with 2`() async throws {
        let supervisor = try start(["--backend-url", "http://127.0.0.1:1"])
        try await terminal.shown(through: "access-points.yaml")
        #expect(await KioskProgram.end(of: supervisor) == 2 << 8)
    }

    @Test func `systemd hears that the kiosk is ready, alive and stopping`() async throws {
        let path = kiosk.directory.path + "/notify"
        let socket = try NotifySocket(path: path)
        let supervisor = try start(environment: ["NOTIFY_SOCKET=" + path, "WATCHDOG_USEC=2000000"])
        try await terminal.shown(through: Self.attract)
        #expect(socket.messages(through: "READY=1").contains("WATCHDOG=1"))
        await stop(supervisor)
        #expect(socket.messages(through: "STOPPING=1").last == "STOPPING=1")
    }

    @Test func `quick ends are tried again a few times, later ones at once`() {
        var policy = RestartPolicy()
        #expect(policy.pause(afterLiving: .seconds(60)) == .zero)
        let pauses = (0..<7).map { _ in policy.pause(afterLiving: .seconds(1)) }
        #expect(pauses.dropLast().allSatisfy { $0 != nil } && pauses.last == .some(nil))
        policy.reset()
        #expect(policy.pause(afterLiving: .zero) == .milliseconds(200))
    }
}

/// Where systemd would listen.
private final class NotifySocket: Sendable {
    private let descriptor: Int32

    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix($0.count - 1)) }
        let bound = withUnsafePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0)
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    /// Messages up to and including one; fewer when it does not come in time.
    func messages(through last: String) -> [String] {
        var all: [String] = []
        var bytes = [UInt8](repeating: 0, count: 256)
        while all.last != last {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            guard count > 0 else { break }
            all.append(String(decoding: bytes.prefix(count), as: UTF8.self))
        }
        return all
    }
}
