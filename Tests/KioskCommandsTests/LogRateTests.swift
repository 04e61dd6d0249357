import CDispatch
import FoundationEssentials
import Glibc
import KioskTestSupport
import Logging
import Testing

@testable import KioskCommands

@Suite struct LogRateTests {
    private let clock = ManualClock()

    private func rate(burst: Int = 3) -> LogRate {
        let clock = clock
        return LogRate(burst: burst, refill: .seconds(30), uptime: { clock.uptime })
    }

    @Test func `a line that repeats itself is written some times, then rarely, and what was left out is told`() {
        let rate = rate()
        #expect((0..<10).map { _ in rate.verdict(on: "away") }.filter { $0 != .leftOut }.count == 3)
        #expect(rate.verdict(on: "another") == .written(leftOut: 0))
        clock.advance(by: .seconds(30))
        #expect(rate.verdict(on: "away") == .written(leftOut: 7))
        #expect(rate.verdict(on: "away") == .leftOut)
        #expect(rate.takeLeftOut().map(\.count) == [1])
        #expect(rate.takeLeftOut().isEmpty)
        clock.advance(by: .seconds(3_600))
        #expect((0..<10).map { _ in rate.verdict(on: "away") }.filter { $0 != .leftOut }.count == 3)
    }

    @Test func `a flood of different lines is bounded too`() {
        let rate = rate()
        let written = (0..<5_000).filter { rate.verdict(on: "line \($0)") != .leftOut }.count
        #expect(written <= 203)
    }

    @Test func `the file says how many were left out, and the journal gets a priority`() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/kiosk.log"
        let rate = rate()
        let logger = Logger(label: "test") { _ in
            KioskLogHandler(level: .info, sink: .file(LogFile(path: path)), rate: rate)
        }
        for _ in 0..<6 { logger.warning("printer has no paper", metadata: ["slot": "1"]) }
        clock.advance(by: .seconds(30))
        logger.warning("printer has no paper", metadata: ["slot": "1"])
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[3].hasSuffix("warning 3 like it left out: printer has no paper"))
        #expect(lines[4].hasSuffix("printer has no paper slot=1"))
        let starts = [Logger.Level.debug, .info, .notice, .warning, .error, .critical].map(LogSink.journal.start)
        #expect(starts == ["<7>debug ", "<6>info ", "<5>notice ", "<4>warning ", "<3>error ", "<2>critical "])
    }

    @Test func `standard error is the journal only when it is the stream that systemd names`() {
        var facts = stat()
        #expect(fstat(2, &facts) == 0)
        #expect(Journal.isStandardError(environment: ["JOURNAL_STREAM": "\(facts.st_dev):\(facts.st_ino)"]))
        #expect(!Journal.isStandardError(environment: ["JOURNAL_STREAM": "8:\(facts.st_ino &+ 1)"]))
        #expect(!Journal.isStandardError(environment: [:]))
    }

    @Test func `a value of several words stands in quotes, so that a line can be read back`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/kiosk.log"
        let logger = Logger(label: "test") { _ in KioskLogHandler(level: .info, sink: .file(LogFile(path: path))) }
        let values: Logger.Metadata = ["a": "one", "b": "no status=200", "c": #"the "\" sign"#, "d": "", "e": #"C:\x"#]
        logger.info("said", metadata: values)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let fields = #"a=one b="no status=200" c="the \"\\\" sign" d="" e=C:\x"#
        #expect(text.hasSuffix(" info said \(fields)\n"), "\(text)")
    }

    @Test func `a line cannot forge another or its priority`() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path + "/kiosk.log"
        let logger = Logger(label: "test") { _ in KioskLogHandler(level: .info, sink: .file(LogFile(path: path))) }
        logger.info("answer\n<2>forged\u{1B}[2J", metadata: ["detail": "a\r\nb"])
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.split(separator: "\n").count == 1)
        #expect(!text.contains("\u{1B}"))
    }
}
