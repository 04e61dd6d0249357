import FoundationEssentials
import Glibc
import Synchronization

/// Puts the metrics where node_exporter looks for them: beside the file first, then renamed over it, so that half a
/// file is never read.
struct MetricsFile {
    let path: String
    /// How many were written by this process: a visit's end and the minute's round may write at once.
    private static let count = Atomic<UInt64>(0)

    /// - Throws: why it cannot be written; the file before stays.
    func write(_ text: String) throws {
        // The collector reads `*.prom` only, so the file beside it is not looked at.
        let number = Self.count.add(1, ordering: .relaxed).newValue
        let beside = "\(path).\(getpid()).\(number).new"
        do {
            try Data(text.utf8).write(to: URL(filePath: beside))
            // Another user reads it, and the kiosk's own files are for nobody else.
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: beside)
            guard rename(beside, path) == 0 else { throw MetricsFault(code: errno) }
        } catch {
            unlink(beside)
            throw error
        }
    }
}

/// Why the metrics could not be put in their place.
struct MetricsFault: Error, CustomStringConvertible {
    let code: Int32

    var description: String { String(cString: strerror(code)) }
}
