import Foundation

/// Golden files of the wire, beside the tests.
enum Fixture {
    /// The bytes of a file without its last line end.
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
        return bytes.last == UInt8(ascii: "\n") ? Array(bytes.dropLast()) : bytes
    }

    static func text(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }
}
