#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Recorded sentences: `FOLDER/vi/welcome.intro.wav`, by language and phrase key, played by `aplay` or `paplay`.
///
/// A person's voice is understood by people who do not understand an engine (`research/accessibility.md` §4).
package struct ClipFolder: Sendable, Equatable {
    private let path: String
    private let player: Tool
    private let limit: Duration

    /// - Parameter limit: how long a clip may take.
    package init(path: String, player: Tool, limit: Duration = .seconds(60)) {
        self.path = path
        self.player = player
        self.limit = limit
    }

    /// The clip of a phrase, when the folder has one.
    func file(key: String, language: String) -> String? {
        let isName = (key + language).utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 46
                || byte == 45
        }
        guard isName, !key.isEmpty, !key.hasPrefix("."), !language.hasPrefix(".") else { return nil }
        let file = "\(path)/\(language)/\(key).wav"
        return access(file, R_OK) == 0 ? file : nil
    }

    /// Plays a clip of this folder to its end.
    func play(_ file: String) async throws(ToolFault) { _ = try await player.run([file], within: limit) }
}
