import FoundationEssentials

/// A folder of small programs that stand for the system's own: `lp`, `espeak-ng`, `aplay`.
package struct ScriptFolder: Sendable {
    /// Where they lie.
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.path + "/kiosk-tools-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Writes a program of the shell; `$FOLDER` in it is the folder.
    ///
    /// - Returns: its path.
    @discardableResult
    package func program(_ name: String, _ lines: String) throws -> String {
        let file = "\(path)/\(name)"
        try Data("#!/bin/sh\nFOLDER='\(path)'\n\(lines)\n".utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        return file
    }

    /// What a program has written into a file of the folder; empty without one.
    package func text(_ name: String) -> String {
        (try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)) ?? ""
    }

    /// The bytes of a file of the folder.
    package func bytes(_ name: String) -> [UInt8] {
        Array((try? Data(contentsOf: URL(filePath: "\(path)/\(name)"))) ?? Data())
    }

    /// The file names of the folder.
    package var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? [] }

    package func remove() { try? FileManager.default.removeItem(atPath: path) }
}
