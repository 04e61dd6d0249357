import Foundation

/// A secret and every form in which it may lie in memory or in a file.
struct Secret: Sendable {
    let name: String
    let text: String
    /// Short digits stand everywhere by chance; they are looked for in wide forms and in a request's form only.
    var isShort = false

    /// UTF-8 as typed, in capitals and small, UTF-16, and the line editor's scalars.
    var needles: [Data] {
        let wide = [bytes(of: Array(text.utf16)), bytes(of: text.unicodeScalars.map(\.value))]
        guard !isShort else { return [wide[1], Data("\"lastFour\":\"\(text)\"".utf8)] }
        let spellings: Set<String> = [text, text.uppercased(), text.lowercased()]
        return spellings.map { Data($0.utf8) } + wide
    }

    /// The least significant byte first.
    private func bytes(of units: [some FixedWidthInteger]) -> Data {
        units.map(\.littleEndian).withUnsafeBytes { Data($0) }
    }
}

/// Where a secret was found.
struct Leak: CustomStringConvertible {
    let secret: String
    let place: String
    var description: String { "\(secret) in \(place)" }
}

/// Looks for secrets in texts, files and the memory of processes.
struct MemorySearch {
    let secrets: [Secret]
    /// Secrets that the program's file itself holds, as the practice backend's samples: found where the file is
    /// mapped they tell nothing of a visit.
    private let constants: Set<String>

    /// - Parameter program: the program's file.
    init(secrets: [Secret], program: String) {
        self.secrets = secrets
        let file = (try? Data(contentsOf: URL(filePath: program), options: .alwaysMapped)) ?? Data()
        constants = Set(
            secrets.filter { secret in secret.needles.contains { Self.holds(file, $0) } }.map(\.name)
        )
    }

    func search(_ bytes: Data, _ place: String) -> [Leak] {
        secrets.compactMap { secret in
            secret.needles.contains { Self.holds(bytes, $0) } ? Leak(secret: secret.name, place: place) : nil
        }
    }

    /// With the C library's functions: Foundation's search takes minutes for a hundred megabytes in a debug build.
    private static func holds(_ bytes: Data, _ needle: Data) -> Bool {
        bytes.withUnsafeBytes { bytes in
            needle.withUnsafeBytes { needle in
                guard let hay = bytes.baseAddress, let straw = needle.baseAddress else { return false }
                var offset = 0
                while offset + needle.count <= bytes.count {
                    let room = bytes.count - needle.count - offset + 1
                    guard let hit = memchr(hay + offset, Int32(needle[0]), room) else { return false }
                    if memcmp(hit, straw, needle.count) == 0 { return true }
                    offset = hay.distance(to: UnsafeRawPointer(hit)) + 1
                }
                return false
            }
        }
    }

    /// All regular files below a folder.
    func searchFiles(_ folder: String, newerThan start: Date? = nil) -> [Leak] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.flatMap { name -> [Leak] in
            let path = folder + "/" + name
            let attributes = (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
            guard attributes[.type] as? FileAttributeType == .typeRegular else { return [] }
            if let start, let date = attributes[.modificationDate] as? Date, date < start { return [] }
            guard let size = attributes[.size] as? Int, size < 256_000_000 else { return [] }
            return FileManager.default.contents(atPath: path).map { search($0, path) } ?? []
        }
    }

    /// All readable memory of a process; `nil` when the system does not let it be read.
    func searchMemory(of process: pid_t) -> (leaks: [Leak], megabytes: Int)? {
        let file = open("/proc/\(process)/mem", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var leaks: [Leak] = []
        var total = 0
        for region in regions(of: process) {
            // Overlapping pieces, so that nothing is missed where two meet.
            var start = region.start
            while start < region.end {
                var piece = Data(count: min(4 << 20, region.end - start))
                let count = piece.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, off_t(start)) }
                guard count > 0 else { break }
                total += count
                let found = search(piece.prefix(count), "memory of \(process) at \(region.name)")
                leaks += region.isOfFile ? found.filter { !constants.contains($0.secret) } : found
                start += start + count < region.end ? max(count - 256, 4096) : count
            }
        }
        return (leaks, total >> 20)
    }

    private struct Region {
        let start: Int
        let end: Int
        let name: String
        var isOfFile: Bool { name.hasPrefix("/") }
    }

    /// Written memory only: the program's own text and the libraries are the same for everyone.
    private func regions(of process: pid_t) -> [Region] {
        let maps = (try? String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8)) ?? ""
        return maps.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", omittingEmptySubsequences: true)
            guard parts.count >= 5, parts[1].hasPrefix("rw"), !line.hasSuffix("[vvar]"), !line.hasSuffix("[vsyscall]")
            else { return nil }
            let ends = parts[0].split(separator: "-").compactMap { Int($0, radix: 16) }
            guard ends.count == 2 else { return nil }
            return Region(start: ends[0], end: ends[1], name: parts.count > 5 ? String(parts[5]) : "[anonymous]")
        }
    }
}
