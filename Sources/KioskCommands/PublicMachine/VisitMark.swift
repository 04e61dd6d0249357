import Glibc

/// An empty file that stands while a visit is held: found at the next start, the last visit was cut off.
struct VisitMark {
    private let directory: String
    private let path: String

    init(directory: String) {
        self.directory = directory
        path = directory + "/visit.open"
    }

    /// Puts the mark so that it outlives a power cut; `true` when one stood already.
    ///
    /// On a disk that takes no file the visit is held all the same.
    func begin() -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return errno == EEXIST }
        close(file)
        let folder = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return false }
        fsync(folder)
        close(folder)
        return false
    }

    func end() { unlink(path) }
}
