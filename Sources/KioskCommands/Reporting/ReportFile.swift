import Glibc

/// A file that a report goes to, opened before there is a report.
///
/// A command of the administrator goes on as the kiosk's user once the store is open, and then neither makes files nor
/// renames them where the administrator may. So the file is opened first and what it holds stays until the new text is
/// complete; only an ordinary file is ever written.
final class ReportFile {
    private let path: String
    private let descriptor: Int32
    private let isNew: Bool
    private let facts: stat
    private var isWritten = false

    /// - Parameter path: `-` is standard output, when that is no terminal.
    /// - Throws: `ConfigurationFault` when it cannot be written.
    init(path: String, permissions: mode_t) throws {
        self.path = path
        guard path != "-" else {
            guard isatty(1) == 0 else {
                throw ConfigurationFault(file: path, mend: "standard output is a terminal here; name a file")
            }
            (descriptor, isNew, facts) = (dup(1), false, stat())
            return
        }
        let made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
        isNew = made >= 0
        descriptor = isNew || errno != EEXIST ? made : open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        var facts = stat()
        let isKnown = descriptor >= 0 && fstat(descriptor, &facts) == 0
        self.facts = facts
        guard isKnown else {
            throw ConfigurationFault(file: path, mend: "cannot be written: \(Self.reason); name a folder that is there")
        }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw ConfigurationFault(file: path, mend: "is no ordinary file; name another, or - for standard output")
        }
        let isOpenToOthers = facts.st_mode & ~permissions & 0o777 != 0
        guard fchmod(descriptor, permissions) == 0 || permissions & 0o044 != 0 || !isOpenToOthers else {
            throw ConfigurationFault(file: path, mend: "others may read it; remove it first")
        }
    }

    /// Whether both are one file, by whatever names.
    func isSame(as other: ReportFile) -> Bool {
        (path == "-") == (other.path == "-") && facts.st_dev == other.facts.st_dev && facts.st_ino == other.facts.st_ino
    }

    /// A new file without its report is not left behind.
    deinit {
        if isNew, !isWritten { unlink(path) }
        if descriptor >= 0 { close(descriptor) }
    }

    /// Puts the text in the place of everything the file held.
    ///
    /// - Throws: `ConfigurationFault` when the disk does not take it whole.
    func put(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ConfigurationFault(file: path, mend: "is not whole: \(Self.reason)") }
            bytes = bytes.dropFirst(count)
        }
        guard path == "-" || ftruncate(descriptor, off_t(text.utf8.count)) == 0 else {
            throw ConfigurationFault(file: path, mend: "is not whole: \(Self.reason)")
        }
        isWritten = true
    }

    private static var reason: String { String(cString: strerror(errno)) }
}

/// The files that were asked for.
struct ReportFiles {
    var html: ReportFile?
    var csv: ReportFile?
    var export: ReportFile?
}
