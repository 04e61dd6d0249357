import Foundation

/// Proofs about the public machine with the real program: what it forgets, what it withstands, what it grows by.
///
/// Usage: `PublicMachine privacy|paste|streams|visits|soak [NAME=VALUE…]`; see `usage`. Ends with 1 when a bar is missed.
@main
struct PublicMachine {
    static let usage = """
        PublicMachine privacy [endings=finish,idle,hangup,kill]   20 secrets through every job, in a real tmux
        PublicMachine paste [megabytes=100]                       a paste into a visit
        PublicMachine streams [count=10000] [seed=1] [workers=2]  random input, then the terminal is gone
        PublicMachine visits [count=1000]                         resident memory over many visits
        PublicMachine soak [count=10000] [seed=1]                 the same while the backend fails, and every rating
        For all: program=PATH (default: kiosk beside this program), config=PATH (default: kiosk-config here)
        """

    static func main() async {
        let words = CommandLine.arguments.dropFirst()
        let options = Options(words.dropFirst().map { String($0) })
        do {
            let isMet: Bool
            switch words.first {
            case "privacy": isMet = try PrivacyHarness(options).run()
            case "paste": isMet = try await Paste(options).run()
            case "streams": isMet = try await Streams(options).run()
            case "soak": isMet = try await Soak(options).run()
            case "visits": isMet = try await Endurance(options).run()
            default:
                say(usage)
                exit(2)
            }
            exit(isMet ? 0 : 1)
        } catch {
            say("failed: \(error)")
            exit(1)
        }
    }

    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    /// Says a figure and whether it keeps its bar.
    static func judge(_ what: String, _ isMet: Bool) -> Bool {
        say("\(what): \(isMet ? "met" : "MISSED")")
        return isMet
    }
}

extension Collection where Element == Int {
    /// The middle value; 0 of nothing.
    var median: Int { isEmpty ? 0 : sorted()[count / 2] }
}

/// What could not be done.
struct Failure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// `name=value` from the command line.
struct Options: Sendable {
    private var values: [String: String] = [:]

    init(_ words: [String]) {
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
    }

    func text(_ name: String, _ usual: String) -> String { values[name] ?? usual }
    func number(_ name: String, _ usual: Int) -> Int { values[name].flatMap { Int($0) } ?? usual }

    var program: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return text("program", URL(filePath: own).deletingLastPathComponent().path + "/kiosk")
    }

    /// What an installed kiosk is started with: the unit sets the allocator among other things.
    func unitEnvironment() throws -> [String] {
        let unit = try String(contentsOfFile: configuration + "/systemd/kiosk.service", encoding: .utf8)
        let settings = unit.split(separator: "\n").filter { $0.hasPrefix("Environment=") }
            .flatMap { $0.dropFirst("Environment=".count).split(separator: " ").map(String.init) }
        return ["HOME=/nowhere", "PATH=/usr/bin:/bin"] + settings
    }

    var configuration: String { text("config", FileManager.default.currentDirectoryPath + "/kiosk-config") }
}

/// A folder of its own, gone with it.
final class WorkFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/public-machine-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Copies the configuration to `config`, without the marks of sample values and with these settings alone.
    func writeConfiguration(from original: String, settings: String) throws {
        try FileManager.default.copyItem(atPath: original, toPath: path + "/config")
        let points = path + "/config/access-points.yaml"
        let text = try String(contentsOfFile: points, encoding: .utf8)
        try text.replacingOccurrences(of: "sample: true", with: "sample: false")
            .write(toFile: points, atomically: true, encoding: .utf8)
        try settings.write(toFile: path + "/config/kiosk.yaml", atomically: true, encoding: .utf8)
    }
}
