import ArgumentParser
import BackendClient
import FoundationEssentials
import KioskTestSupport
import Logging
import Testing

@testable import KioskCommands

/// The operator's handbook names what there is, and every line of the doctor.
@Suite struct HandbookTests {
    private static let books = ["so-tay.md", "handbook.md"]

    private func text(_ book: String) throws -> String {
        try String(contentsOfFile: Repository.path("kiosk-config/handbook/" + book), encoding: .utf8)
    }

    /// Every line that `kiosk doctor` can print; of the endpoints the first stands for all.
    private func checks() async throws -> Set<String> {
        let round = DoctorRound(
            configuration: .ok(""), files: ConfigFiles(directory: "/nowhere"), settings: Settings(),
            stateDirectory: "/nowhere", machine: Machine(), clock: ManualClock())
        let settings = BackendSettings(address: try BackendAddress("http://127.0.0.1:1"), kioskID: "k")
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let backend = try KioskAPIBackend(settings, logger: logger)
        let way = BackendChecks(
            diagnosis: BackendDiagnosis(settings, livenessPath: "/", logger: logger), backend: backend,
            address: settings.address, hasProxy: false, clock: ManualClock()
        ).list
        await backend.shutdown()
        let names = (round.offline + round.devices + way).map(\.name) + ["backend"]
        #expect(Set(names).count == names.count)
        return Set(names.filter { !$0.hasPrefix("endpoint ") || $0 == "endpoint health" })
    }

    @Test(arguments: books)
    func `every line of the doctor has its row, and every row is a line of the doctor`(_ book: String) async throws {
        let rows = try text(book).split(separator: "\n").drop { !$0.hasPrefix("## 4.") }
            .prefix { !$0.hasPrefix("## 5.") }.filter { $0.hasPrefix("| `") }
        let names = rows.map { String($0.dropFirst(3).prefix { $0 != "`" }) }
        let checks = try await checks()
        #expect(Set(names) == checks, "\(Set(names).symmetricDifference(checks))")
        #expect(Set(names).count == names.count)
        // Meaning and remedy stand in every row.
        #expect(rows.allSatisfy { $0.split(separator: "|").filter { $0.count > 5 }.count == 3 })
    }

    @Test(arguments: books)
    func `every setting that is named exists`(_ book: String) throws {
        let groups = Set(SettingKey.allCases.compactMap { $0.rawValue.split(separator: ".").first.map(String.init) })
        let known = Set(SettingKey.allCases.map(\.rawValue))
        let named = spans(try text(book)).filter { span in
            let parts = span.split(separator: ".", omittingEmptySubsequences: false)
            return parts.count == 2 && groups.contains(String(parts[0])) && !["yaml", "service"].contains(parts[1])
                && parts[1].allSatisfy { $0.isASCII && $0.isLetter }
        }
        #expect(Set(named).isSubset(of: known), "\(Set(named).subtracting(known))")
        #expect(Set(named).count >= 8)
    }

    @Test(arguments: books)
    func `every command that is named exists`(_ book: String) throws {
        var named: Set<[String]> = []
        for span in spans(try text(book)) {
            let words = span.split(separator: " ").map(String.init)
            for (index, word) in words.enumerated() where word == "kiosk" || word.hasSuffix("/kiosk") {
                let rest = words[(index + 1)...].prefix { word in
                    word != "kiosk" && word.allSatisfy { $0.isLowercase || $0 == "-" }
                }
                if let first = rest.first, !first.hasPrefix("-") { named.insert(Array(rest.prefix(2))) }
            }
        }
        for words in named {
            let command = KioskCommand.configuration.subcommands.first { $0._commandName == words[0] }
            #expect(command != nil, "kiosk \(words[0])")
            let below = command?.configuration.subcommands ?? []
            if words.count > 1, !below.isEmpty, !words[1].hasPrefix("-") {
                #expect(below.contains { $0._commandName == words[1] }, "kiosk \(words.joined(separator: " "))")
            }
        }
        #expect(named.count >= 12, "\(named)")
    }

    @Test(arguments: books)
    func `every file of kiosk-config that is named is there`(_ book: String) throws {
        let words = spans(try text(book)).flatMap { $0.split(separator: " ") }.map(String.init)
        let named = Set(words.filter { $0.hasPrefix("kiosk-config/") || ($0.hasSuffix(".yaml") && !$0.contains("…")) })
        for name in named {
            let bare = name.replacing("kiosk-config/", with: "").replacing("/etc/kiosk/", with: "")
            let path = Repository.path("kiosk-config/" + bare)
            #expect(FileManager.default.fileExists(atPath: path), "\(name)")
        }
        #expect(named.count >= 10, "\(named)")
    }

    @Test func `both say the same things in the same places`() throws {
        let headings = try Self.books.map { book in
            try text(book).split(separator: "\n").filter { $0.hasPrefix("## ") }.map { $0.prefix(5) }
        }
        #expect(headings[0] == headings[1] && headings[0].count == 12)
        let commands = try Self.books.map { book in
            Set(spans(try text(book)).filter { $0.hasPrefix("kiosk ") || $0.hasPrefix("sudo ") })
        }
        #expect(commands[0].symmetricDifference(commands[1]).isEmpty, "\(commands[0].symmetricDifference(commands[1]))")
    }

    /// What stands between backticks, and the lines of code blocks without their remarks.
    private func spans(_ text: String) -> [String] {
        let blocks = text.split(separator: "\n").filter { $0.hasPrefix("    ") }
            .map { $0.split(separator: "#")[0] }
        let inline = text.split(separator: "\n").filter { !$0.hasPrefix("    ") }
            .flatMap { line in
                line.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
                    .map(\.element)
            }
        return (blocks + inline).map { String($0) }
    }
}
