import Glibc
import Logging

/// The system's journal as the place where standard error leads (systemd.exec(5), sd-daemon(3)).
enum Journal {
    /// Whether standard error is the stream that systemd made for this service.
    ///
    /// `JOURNAL_STREAM` alone proves nothing: a program started by hand inherits it with another standard error.
    static func isStandardError(environment: [String: String]) -> Bool {
        guard let stream = environment["JOURNAL_STREAM"] else { return false }
        var facts = stat()
        guard fstat(2, &facts) == 0 else { return false }
        return stream == "\(facts.st_dev):\(facts.st_ino)"
    }

    /// The prefix of a line by which the journal knows its priority (RFC 5424 §6.2.1).
    static func prefix(_ level: Logger.Level) -> String {
        switch level {
        case .trace, .debug: "<7>"
        case .info: "<6>"
        case .notice: "<5>"
        case .warning: "<4>"
        case .error: "<3>"
        case .critical: "<2>"
        }
    }
}
