import BackendFaults
import FoundationEssentials
import Testing

@testable import KioskCommands

/// `kiosk practice` as a program.
@Suite struct PracticeProgramTests {
    @Test func `the exercise runs beside a real province, asks it nothing and keeps to practice's folder`() async throws
    {
        let province = try RawServer(Province.good)
        defer { province.stop() }
        let kiosk = try KioskProgram()
        // The first task is done, the others are left.
        let keys = ["1", "1", "1", "khai sinh", "1", "0", "0", "1"] + Array(repeating: "2", count: 9) + ["1"]
        let run = try await kiosk.run(
            ["practice", "--backend-url", "http://127.0.0.1:\(province.port)"],
            input: keys.joined(separator: "\n") + "\n")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("LUYỆN TẬP – BÀI 10 TRONG 10"))
        #expect(run.output.contains("làm được 1 trong 10 bài."), "\(run.output.suffix(1500))")
        #expect(province.seen.isEmpty)
        let state = kiosk.directory.path + "/state"
        #expect(try FileManager.default.contentsOfDirectory(atPath: state) == ["practice"])
    }

    @Test func `another language is asked for by its tag, and one that is not offered is named`() async throws {
        let kiosk = try KioskProgram()
        let english = try await kiosk.run(["practice", "--language", "en"], input: "0\n1\n")
        #expect(english.output.contains("PRACTISE HELPING PEOPLE") && english.output.contains("0 of 10 tasks done."))
        let french = try await kiosk.run(["practice", "--language", "fr"], input: "0\n")
        #expect(french.status == 2)
        #expect(french.errors.contains("languages.order: does not have fr"))
    }
}
