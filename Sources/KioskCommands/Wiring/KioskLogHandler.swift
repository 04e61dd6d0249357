import AccessPointDevices
import FoundationEssentials
import Glibc
package import Logging
import Synchronization

/// Writes log lines as `time level message key=value key="two words"`: to the journal, to standard error or to a file that stays small.
///
/// Where a visit's screen and standard error are the same terminal, the visit logs to a file. Everything passes the
/// text gate; codes, references and factors mask themselves. Lines that repeat themselves are left out and counted.
package struct KioskLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let sink: LogSink
    private let rate: LogRate?

    /// - Parameter rate: without one every line is written.
    package init(level: Logger.Level, sink: LogSink, rate: LogRate? = nil) {
        logLevel = level
        self.sink = sink
        self.rate = rate
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let pairs = all.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.field("\($0.value)"))" }.joined()
        switch rate?.verdict(on: "\(event.level) \(event.message)") {
        case .leftOut: return
        case .written(let count) where count > 0: write(leftOut: count, like: "\(event.message)", event.level)
        case .written, nil: break
        }
        write("\(event.message)\(pairs)", event.level)
    }

    /// A value as it can be read back: in quotes where it has blanks or quotes, or is empty, with `\` before quotes and
    /// `\` in them.
    private static func field(_ value: String) -> String {
        guard value.isEmpty || value.contains(where: { $0.isWhitespace || $0 == "\"" }) else { return value }
        let escaped = value.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "\"" + String(escaped) + "\""
    }

    private func write(leftOut count: Int, like message: String, _ level: Logger.Level) {
        write("\(count) like it left out: \(message)", level)
    }

    private func write(_ text: String, _ level: Logger.Level) {
        sink.write(TerminalText(sanitising: sink.start(level) + text, limit: 2000))
    }
}

/// Where log lines go.
package enum LogSink: Sendable {
    case standardError
    /// Standard error that leads to the journal, which notes the time itself.
    case journal
    case file(LogFile)

    /// What a line begins with.
    func start(_ level: Logger.Level) -> String {
        switch self {
        case .journal: "\(Journal.prefix(level))\(level) "
        case .standardError, .file: "\(Date().formatted(.iso8601)) \(level) "
        }
    }

    /// Takes what has passed the gate, and nothing else.
    func write(_ line: TerminalText) {
        switch self {
        case .standardError, .journal: LogFile.write(line, to: 2)
        case .file(let file): file.write(line)
        }
    }
}

/// A log file of at most one megabyte; the one before it is kept as `.1`.
package final class LogFile: Sendable {
    private static let largest = 1_000_000
    private let path: String
    private let written: Mutex<(descriptor: Int32, size: Int)>

    /// Opens for appending; without a place to write, lines are dropped: a log never stops the kiosk.
    package init(path: String) {
        self.path = path
        written = Mutex(Self.open(path))
    }

    deinit {
        let descriptor = written.withLock { $0.descriptor }
        if descriptor >= 0 { close(descriptor) }
    }

    func write(_ line: TerminalText) {
        written.withLock { state in
            if state.size > Self.largest {
                if state.descriptor >= 0 { close(state.descriptor) }
                rename(path, path + ".1")
                state = Self.open(path)
            }
            guard state.descriptor >= 0 else { return }
            Self.write(line, to: state.descriptor)
            state.size += line.text.utf8.count + 1
        }
    }

    private static func open(_ path: String) -> (Int32, Int) {
        let descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        let size = descriptor >= 0 ? Int(lseek(descriptor, 0, SEEK_END)) : 0
        return (descriptor, size)
    }

    fileprivate static func write(_ line: TerminalText, to descriptor: Int32) {
        var bytes = Array((line.text + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
