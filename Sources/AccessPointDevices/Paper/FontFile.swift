import FoundationEssentials

/// A font file of the machine, in one of the formats that need no library.
package struct FontFile: Sendable {
    /// Where it lies; `.hex`, `.bdf`, `.psf` or `.psfu`, also packed as `….gz`.
    package let path: String

    /// Names a file; it is read when it is first needed.
    package init(path: String) { self.path = path }

    /// No font is larger; Unifont has 4 MB.
    private static let largest = 32_000_000

    /// Reads and understands the file; `nil` when either fails.
    package func load() async -> BitmapFont? {
        guard let bytes = await unpacked() else { return nil }
        if bytes.starts(with: [0x72, 0xB5, 0x4A, 0x86]) || bytes.starts(with: [0x36, 0x04]) {
            return BitmapFont(psf: bytes)
        }
        return bytes.starts(with: "STARTFONT".utf8) ? BitmapFont(bdf: bytes) : BitmapFont(hex: bytes)
    }

    private func unpacked() async -> [UInt8]? {
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= Self.largest else { return nil }
        guard data.starts(with: [0x1F, 0x8B]) else { return Array(data) }
        return try? await Tool(path: "/usr/bin/gzip")?.run(
            ["-dc"], input: Array(data), within: .seconds(5), upTo: Self.largest
        )
    }
}
