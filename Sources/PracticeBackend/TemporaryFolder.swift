import FoundationEssentials

/// A folder of its own for a database that nobody asked to keep.
struct TemporaryFolder: Sendable {
    /// Empty when no folder is needed.
    let path: String

    /// - Throws: When it cannot be made.
    init(isNeeded: Bool) throws {
        guard isNeeded else {
            path = ""
            return
        }
        let url = FileManager.default.temporaryDirectory.appending(path: "kiosk-practice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: url,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        path = url.path
    }

    func remove() {
        guard !path.isEmpty else { return }
        // A folder already gone is what was wanted.
        try? FileManager.default.removeItem(atPath: path)
    }
}
