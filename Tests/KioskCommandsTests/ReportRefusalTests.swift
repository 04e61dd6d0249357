import FoundationEssentials
import KioskTestSupport
import PublicServices
import ServiceDesk
import Testing

@testable import KioskCommands

/// Exports that must not be added up: parts of a month, other provinces, practice, numbers that no kiosk counts.
@Suite struct ReportRefusalTests {
    private let period: ReportPeriod

    init() throws { period = try #require(ReportSample.november) }

    @Test func `two parts of a month of one kiosk are refused, for both hold its ratings whole`() throws {
        let middle = period.first.adding(days: 14)
        let halves = [
            try #require(ReportPeriod(first: period.first, last: middle)),
            try #require(ReportPeriod(first: middle.adding(days: 1), last: period.last)),
        ]
        var sample = ReportSample(seed: 5)
        var merged = MergedExports(sample.export("kiosk-1", halves[0]), file: "first.json")
        let second = sample.export("kiosk-1", halves[1])
        let fault = try #require(throws: ConfigurationFault.self) { try merged.add(second, file: "second.json") }
        for part in ["first.json", "second.json", "kiosk-1", "kiosk.id"] { #expect("\(fault)".contains(part)) }
        try merged.add(sample.export("kiosk-2", halves[1]), file: "second.json")
        let coverage = merged.export.coverage(of: period)
        #expect(coverage.map(\.kiosk) == ["kiosk-1", "kiosk-2"] && coverage.map(\.days) == [15, 15])
    }

    @Test func `files of two provinces, and practice among real ones, are not added up`() throws {
        var sample = ReportSample(seed: 6)
        var other = sample.export("kiosk-2", period)
        var merged = MergedExports(sample.export("kiosk-1", period), file: "first.json")
        other.province = "MẪU HAI"
        let fault = try #require(throws: ConfigurationFault.self) { try merged.add(other, file: "second.json") }
        #expect("\(fault)".contains("first.json") && "\(fault)".contains("MẪU HAI"))
        other.province = "MẪU"
        other.isPractice = true
        #expect(throws: ConfigurationFault.self) { try merged.add(other, file: "second.json") }
        other.isPractice = false
        try merged.add(other, file: "second.json")
    }

    @Test(arguments: [
        (#""count":1,"#, #""count":-1,"#, "count"), (#""count":1,"#, #""count":9223372036854775807,"#, "count"),
        (#""count":1,"#, #""count":900000000000001,"#, "count"), (#""visits":3"#, #""visits":-4"#, "count"),
        (#""first":"2026-11-01""#, #""first":"2026-12-05""#, "period"),
        (#""first":"2026-11-01""#, #""first":"0001-01-01""#, "period"),
        (#""year":2026"#, #""year":9223372036854775807"#, "month"), (#""month":11"#, #""month":13"#, "month"),
        (#""kiosk":"k""#, #""kiosk":"""#, "kiosk"),
    ])
    func `a file that no kiosk writes is refused by its name, and crashes nothing`(
        part: String, hostile: String, named: String
    ) throws {
        let text = #"""
            {"format":"kiosk-usage-1","province":"MẪU","sources":[{"kiosk":"k","period":{"first":"2026-11-01",
            "last":"2026-11-30"}}],"counts":[{"count":900000000000000,"key":{"counter":"visitsBegun",
            "day":"2026-11-02","label":""}},{"count":1,"key":{"counter":"slips","day":"2026-11-02","label":"printed"}}],
            "evaluations":[],"words":[{"month":{"month":11,"year":2026},"words":"a b","visits":3}]}
            """#
        let folder = try TemporaryDirectory()
        try folder.write(text, to: "sound.json")
        try folder.write(text.replacing(part, with: hostile), to: "hostile.json")
        #expect(try ReportExport.read(folder.path + "/sound.json").counted == 900_000_000_000_004)
        let fault = try #require(throws: ConfigurationFault.self) {
            try ReportExport.read(folder.path + "/hostile.json")
        }
        #expect("\(fault)".contains("hostile.json") && fault.key.contains(named), "\(fault)")
    }

    @Test func `files whose sums no kiosk reaches are refused together`() throws {
        var sample = ReportSample(seed: 7)
        var exports = ["kiosk-1", "kiosk-2"].map { sample.export($0, period) }
        for index in exports.indices { exports[index].counts[0].count = 900_000_000_000_000 }
        var merged = MergedExports(exports[0], file: "first.json")
        #expect(throws: ConfigurationFault.self) { try merged.add(exports[1], file: "second.json") }
    }
}
