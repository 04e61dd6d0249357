import AccessPointDevices
import Glibc
import Logging

/// Keeps the machine in service for the public: one process for each visit, one after the other, without end.
///
/// What a citizen gave is forgotten with the process that heard it: the kernel takes all its memory back, freed or
/// not, torn strings, network buffers and database pages included. A visit that traps or hangs costs that visit only;
/// the supervisor reads no key and holds no answer, so nothing of a visit can stay in it. The price is
/// the start of a process for each citizen (`Tests/Benchmarks/Speed` measures it).
struct VisitSupervisor {
    /// What the visit's process is started with.
    let arguments: [String]
    /// How long a visit's process may give no sign of life before it is ended.
    var stallAfter: Duration = .seconds(30)
    /// The first start may have to read the starter catalogue or mend a damaged store.
    private let startLimit = Duration.seconds(300)
    private let terminal: Terminal
    private let notifier: ServiceNotifier
    private let logger: Logger

    init(arguments: [String], terminal: Terminal, logger: Logger) {
        self.arguments = arguments
        self.terminal = terminal
        self.logger = logger
        notifier = ServiceNotifier()
    }

    /// Holds visits until an operator stops it, the terminal is gone, or no visit can be started.
    ///
    /// - Returns: the exit code: 0 when stopped, 2 for a wrong configuration, 3 when visits end before they begin.
    /// - Throws: `TerminalError`.
    func run() throws -> Int32 {
        var withoutCore = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &withoutCore)
        let signals = try SignalPipe()
        try terminal.enterRawMode()
        terminal.clearAtOnce()
        let status = serve(signals)
        notifier.send("STOPPING=1")
        if status != ExitStatus.badUsage.rawValue { terminal.clearAtOnce() }
        terminal.restore()
        return status
    }

    private func serve(_ signals: SignalPipe) -> Int32 {
        var failures = RestartPolicy()
        var continuation: [String] = []
        while true {
            guard let visit = VisitProcess.start(arguments + continuation) else {
                logger.error("no process for a visit")
                return ExitStatus.couldNotAsk.rawValue
            }
            let ending = watch(visit, signals)
            continuation = ending == .nextCitizen ? ["--next-citizen"] : []
            switch ending {
            case .over, .nextCitizen: failures.reset()
            case .stopped: return ExitStatus.found.rawValue
            case .badConfiguration: return ExitStatus.badUsage.rawValue
            case .stuck:
                // Before the report: standard error may be the same screen.
                terminal.clearAtOnce()
                logger.error("the screen takes no output")
                guard clear(signals) else { return ExitStatus.found.rawValue }
            case .broken(let reason):
                terminal.clearAtOnce()
                logger.error("visit broke off", metadata: ["reason": "\(reason)"])
                guard clear(signals) else { return ExitStatus.found.rawValue }
                guard let pause = failures.pause(afterLiving: visit.age) else { return ExitStatus.couldNotAsk.rawValue }
                if signals.stopComes(within: pause) { return ExitStatus.found.rawValue }
            }
        }
    }

    /// Clears the screen, as soon as it takes any output; `false` when the kiosk is stopped before.
    ///
    /// Nobody is to sit down before a screen that shows somebody else's page and nothing new.
    private func clear(_ signals: SignalPipe) -> Bool {
        while !terminal.clearAtOnce() {
            notifier.keepAlive()
            if signals.stopComes(within: .seconds(1)) { return false }
        }
        return true
    }

    /// Waits for the end of a visit's process; ends it when an operator stops the kiosk or it hangs.
    private func watch(_ visit: VisitProcess, _ signals: SignalPipe) -> VisitEnding {
        var heard = Moment.now
        var limit = startLimit
        var isBroken: String?
        while true {
            if let ending = visit.ending() { return isBroken.map { .broken($0) } ?? ending }
            notifier.keepAlive()
            var requests = [
                pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: visit.pulse, events: Int16(POLLIN), revents: 0),
                // Nothing is read here; a hang-up is reported all the same.
                pollfd(fd: terminal.input, events: 0, revents: 0),
            ]
            _ = poll(&requests, 3, 1000)
            if requests[0].revents != 0, signals.takeStop() { return stop(visit) }
            if requests[2].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { return stop(visit) }
            switch visit.takePulse(requests[1].revents) {
            case .beat:
                if limit != stallAfter { notifier.send("READY=1") }
                (heard, limit) = (Moment.now, stallAfter)
            case .none where isBroken == nil && heard.age > limit:
                isBroken = "no sign of life"
                visit.send(SIGKILL)
            case .none: break
            }
        }
    }

    /// Lets the visit wipe and end by itself, for two seconds.
    private func stop(_ visit: VisitProcess) -> VisitEnding {
        visit.send(SIGTERM)
        let asked = Moment.now
        while visit.ending() == nil {
            if asked.age > .seconds(2) { visit.send(SIGKILL) }
            _ = poll(nil, 0, 10)
        }
        return .stopped
    }
}

/// Decides when a visit's process that ended wrongly is started again.
struct RestartPolicy: Equatable {
    private var quickEnds = 0

    mutating func reset() { quickEnds = 0 }

    /// How long to wait; `nil` when starting again is of no use and the operator has to look.
    ///
    /// A process that lived for a while is started again at once: its end had to do with that visit.
    mutating func pause(afterLiving age: Duration) -> Duration? {
        guard age < .seconds(5) else {
            reset()
            return .zero
        }
        quickEnds += 1
        return quickEnds > 6 ? nil : .milliseconds(100 << quickEnds)
    }
}

/// A moment on the clock that no one can set.
struct Moment {
    private let instant: ContinuousClock.Instant

    static var now: Moment { Moment(instant: .now) }
    var age: Duration { instant.duration(to: .now) }
}
