import FoundationEssentials

/// Files of a corpus.
package enum FuzzFile {
    /// The bytes of a file.
    package static func bytes(at path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }

    /// The inputs kept for a subject, by name.
    package static func corpus(of subject: FuzzSubject) throws -> [[UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Corpora/\(subject.rawValue)").path
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .map { try bytes(at: "\(folder)/\($0)") }
    }
}
