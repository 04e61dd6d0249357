import FoundationEssentials
import KioskTestSupport
import ServiceDesk
import Testing

@testable import KioskCommands

@Suite struct MetricsTests {
    private var metrics: KioskMetrics {
        var metrics = KioskMetrics()
        metrics.totals = [
            UsageTotal(counter: .visitsBegun, label: "", count: 12),
            UsageTotal(counter: .visitsEnded, label: "idle", count: 3),
            UsageTotal(counter: .lookups, label: "dossier offlineKnown", count: 2),
            UsageTotal(counter: .answerTime, label: "find 0.05", count: 4),
            UsageTotal(counter: .answerTime, label: "find 0.25", count: 1),
            UsageTotal(counter: .answerTime, label: "find +Inf", count: 1),
            UsageTotal(counter: .answerMilliseconds, label: "find", count: 9_412),
        ]
        metrics.outbox.waiting = 2
        metrics.oldestSeconds = 61.5
        metrics.storeBytes = 4_096
        metrics.catalogue = CatalogueHeader(
            version: CatalogueVersion("a\"b\\c"), confirmedAt: Date(timeIntervalSince1970: 0), count: 1_832,
            source: "backend")
        metrics.catalogueAge = 30
        return metrics
    }

    @Test func `the file has every family with its help and type, and each of its series once`() throws {
        let parsed = try ParsedMetrics(metrics.text)
        #expect(parsed.faults == [])
        #expect(parsed.value("kiosk_visits_total") == 12)
        #expect(parsed.value(#"kiosk_visits_ended_total{outcome="idle"}"#) == 3)
        #expect(parsed.value(#"kiosk_visits_ended_total{outcome="hidden"}"#) == 0)
        #expect(parsed.value(#"kiosk_lookups_total{kind="dossier",outcome="offlineKnown"}"#) == 2)
        #expect(parsed.value("kiosk_outbox_oldest_age_seconds") == 61.5)
        #expect(parsed.value(#"kiosk_build_info{version="0.1.0",catalogue="a\"b\\c"}"#) == 1)
    }

    @Test func `buckets are cumulative and end with all of them`() throws {
        let parsed = try ParsedMetrics(metrics.text)
        let bucket = { (bound: String) in parsed.value("kiosk_answer_seconds_bucket{asked=\"find\",le=\"\(bound)\"}") }
        #expect(["0.05", "0.1", "0.25", "8", "+Inf"].map(bucket) == [4, 4, 5, 5, 6])
        #expect(parsed.value(#"kiosk_answer_seconds_count{asked="find"}"#) == 6)
        #expect(parsed.value(#"kiosk_answer_seconds_sum{asked="find"}"#) == 9.412)
    }

    @Test func `promtool finds nothing to say`() async throws {
        guard let promtool = ExternalTool("promtool"), let shell = ExternalTool("sh") else { return }
        _ = promtool
        let folder = try TemporaryDirectory()
        try folder.write(metrics.text, to: "kiosk.prom")
        let said = try await shell.run(
            ["-c", "promtool check metrics < \(folder.path)/kiosk.prom 2>&1; echo status $?"], in: folder.path)
        #expect(said == "status 0\n")
    }

    @Test func `the file is replaced whole, readable for the collector, and leaves nothing beside it`() throws {
        let folder = try TemporaryDirectory()
        let file = MetricsFile(path: folder.path + "/kiosk.prom")
        try file.write("a 1\n")
        try file.write(metrics.text)
        #expect(try String(contentsOfFile: file.path, encoding: .utf8) == metrics.text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["kiosk.prom"])
        let facts = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(facts[.posixPermissions] as? Int == 0o644)
        #expect(throws: (any Error).self) { try MetricsFile(path: folder.path + "/gone/kiosk.prom").write("a 1\n") }
    }

    @Test func `a visit's end and the minute's round may write it at once`() async throws {
        let folder = try TemporaryDirectory()
        let file = MetricsFile(path: folder.path + "/kiosk.prom")
        let texts = (0..<200).map { String(repeating: "a \($0)\n", count: 1_000) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for text in texts { group.addTask { try file.write(text) } }
            try await group.waitForAll()
        }
        #expect(texts.contains(try String(contentsOfFile: file.path, encoding: .utf8)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["kiosk.prom"])
    }
}

/// The text format 0.0.4 read strictly: what it allows and nothing else.
struct ParsedMetrics {
    private(set) var values: [String: Double] = [:]
    private(set) var faults: [String] = []
    private var types: [String: String] = [:]
    private var helps: Set<String> = []

    init(_ text: String) throws {
        if !text.hasSuffix("\n") { faults.append("no line end at the end") }
        for line in text.split(separator: "\n") { read(String(line)) }
    }

    func value(_ series: String) -> Double? { values[series] }

    private mutating func read(_ line: String) {
        let words = line.split(separator: " ", maxSplits: 3).map(String.init)
        if words.first == "#" {
            guard words.count == 4 else { return faults.append("short comment: \(line)") }
            if words[1] == "HELP", !helps.insert(words[2]).inserted { faults.append("HELP twice: \(words[2])") }
            if words[1] == "TYPE", types.updateValue(words[3], forKey: words[2]) != nil {
                faults.append("TYPE twice: \(words[2])")
            }
            return
        }
        guard let blank = line.lastIndex(of: " "), let value = Double(line[line.index(after: blank)...]) else {
            return faults.append("no value: \(line)")
        }
        let series = String(line[..<blank])
        if values.updateValue(value, forKey: series) != nil { faults.append("twice: \(series)") }
        check(String(series.prefix { $0 != "{" }), value)
    }

    private mutating func check(_ name: String, _ value: Double) {
        let family = ["_bucket", "_sum", "_count"].reduce(name) { name, suffix in
            let bare = String(name.dropLast(suffix.count))
            return name.hasSuffix(suffix) && types[bare] == "histogram" ? bare : name
        }
        guard let type = types[family], helps.contains(family) else { return faults.append("unannounced: \(name)") }
        if (type == "counter") != name.hasSuffix("_total") { faults.append("name and type: \(name) \(type)") }
        if type == "counter", value < 0 { faults.append("below zero: \(name)") }
        let isName = name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (97...122).contains($0) }
        if !isName { faults.append("name: \(name)") }
    }
}
