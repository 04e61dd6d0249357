import FoundationEssentials

/// Compares texts with files that stand in the repository.
package enum GoldenFile {
    /// What differs from the file, for `#expect(… == nil)`; `nil` when nothing does.
    ///
    /// With the environment variable `KIOSK_RECORD` set, the file is written anew instead.
    ///
    /// - Parameters:
    ///   - name: the file's name with its ending.
    ///   - folder: beside the test's own file.
    package static func expect(
        _ text: String,
        named name: String,
        in folder: String,
        file: String = #filePath
    ) -> String? {
        let beside = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let directory = folder.hasPrefix("/") ? folder : beside + "/" + folder
        let path = directory + "/" + name
        guard ProcessInfo.processInfo.environment["KIOSK_RECORD"] == nil else { return record(text, directory, path) }
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            return "\(folder)/\(name) is missing; run once with KIOSK_RECORD=1 and read what it wrote"
        }
        let expected = String(decoding: data, as: UTF8.self)
        return difference(expected: expected, actual: text).map { "\(folder)/\(name): \($0)" }
    }

    private static func record(_ text: String, _ directory: String, _ path: String) -> String? {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: path))
            return nil
        } catch {
            return "not written: \(error)"
        }
    }

    /// The first line that differs, with its neighbours.
    package static func difference(expected: String, actual: String) -> String? {
        guard expected != actual else { return nil }
        let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(old, new).prefix { $0 == $1 }.count
        func around(_ lines: [Substring], _ mark: String) -> String {
            lines.dropFirst(max(0, line - 2)).prefix(6).map { "\(mark) \($0)" }.joined(separator: "\n")
        }
        return "line \(line + 1) differs\n\(around(old, "-"))\n\(around(new, "+"))"
    }
}
