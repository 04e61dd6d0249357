import FoundationEssentials

/// A folder of its own for a test, gone with it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/kiosk-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
        let target = path + "/" + name
        let folder = target.prefix(upTo: target.lastIndex(of: "/") ?? target.endIndex)
        try FileManager.default.createDirectory(atPath: String(folder), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: target))
    }
}

/// Files of this repository, found from this source file.
enum Repository {
    static func path(_ name: String) -> String {
        let here = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/\(here)/\(name)"
    }
}
