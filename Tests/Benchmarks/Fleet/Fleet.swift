import Glibc

/// What a whole province's kiosks do to its backend.
///
///     .build/release/Fleet herd [KIOSKS]                       # after an outage, with and without the spread
///     .build/release/Fleet site-cache KIOSK-PROGRAM [KIOSKS] [CATALOGUE.jsonl [AT-ONCE]]   # needs nginx
@main
struct Fleet {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "herd":
            for line in Herd(kiosks: arguments.dropFirst().first.flatMap { Int($0) } ?? 5000).table() { write(line) }
        case "site-cache" where arguments.count >= 2:
            let measure = SiteCache(
                program: arguments[1], kiosks: arguments.dropFirst(2).first.flatMap { Int($0) } ?? 200,
                catalogue: arguments.dropFirst(3).first,
                atOnce: arguments.dropFirst(4).first.flatMap { Int($0) } ?? 8
            )
            for line in try await measure.run() { write(line) }
        default:
            write("usage: Fleet herd [KIOSKS] | Fleet site-cache KIOSK-PROGRAM [KIOSKS] [CATALOGUE.jsonl [AT-ONCE]]")
            exit(2)
        }
    }

    static func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
    }
}
