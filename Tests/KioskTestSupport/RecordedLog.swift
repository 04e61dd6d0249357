package import Logging
import Synchronization

/// Log lines as an operator reads them.
package final class RecordedLog: Sendable {
    private let written = Mutex<[String]>([])
    private let level: Logger.Level

    /// - Parameter isTalkative: everything is written down, not only what an operator should read.
    package init(isTalkative: Bool = false) { level = isTalkative ? .trace : .notice }

    /// `level message key=value`, in order.
    package var lines: [String] { written.withLock { $0 } }

    /// Writes here.
    package var logger: Logger { Logger(label: "test") { _ in Handler(log: self, logLevel: self.level) } }

    private struct Handler: LogHandler {
        let log: RecordedLog
        var logLevel: Logger.Level
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let pairs = (event.metadata ?? [:]).map { " \($0.key)=\($0.value)" }.sorted().joined()
            log.written.withLock { $0.append("\(event.level) \(event.message)\(pairs)") }
        }
    }
}
