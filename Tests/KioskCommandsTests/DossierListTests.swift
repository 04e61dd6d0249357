import FoundationEssentials
import PracticeBackend
import PublicServices
import Testing

@testable import KioskCommands

/// Volunteers' lists: what is read, what is written, and going on.
@Suite(.timeLimit(.minutes(10))) struct DossierListTests {
    @Test(arguments: [
        ["H43.12-240823-0001", "", "# bỏ qua", "h43 12 240823 0002", "H43.12-240823-0001"],
        ["code", "H43.12-240823-0001", "H43.12-240823-0002"],
        ["STT;Mã hồ sơ;Tên", "1;H43.12-240823-0001;A", "2;\"H43.12-240823-0002\";\"B; C\""],
        ["\u{FEFF}name\tMHS", "x\tH43.12-240823-0001", "y\tH43.12-240823-0002"],
        ["H43.12-240823-0001,anything", "H43.12-240823-0002,\"a, b\""],
    ])
    func `a list is a code a line or a column of a file`(lines: [String]) {
        let list = CodeList(lines: lines)
        #expect(list.codes.map(\.text) == ["H43.12-240823-0001", "H43.12-240823-0002"])
        #expect(list.unreadable.isEmpty)
    }

    @Test func `a line without a code is named by its number`() {
        let list = CodeList(lines: ["mã hồ sơ", "H43.12-240823-0001", "---", "H43.12-249923-0001"])
        #expect(list.codes.count == 1)
        #expect(list.unreadable == [3, 4])
    }

    @Test(arguments: [["a", "b"], ["a,b", "\"x\""], ["", "", ""], ["á; b", "c"]])
    func `cells written are read again`(cells: [String]) {
        #expect(CSVLine.cells(of: CSVLine.text(cells)) == cells)
    }

    @Test func `a list is answered with the public part, cut off, and gone on with`() async throws {
        let kiosk = try KioskProgram()
        let samples = PracticeSamples(on: VietnamTime.day(of: Date())).dossiers
        let output = kiosk.directory.path + "/answers.csv"
        let list = ([samples[0], samples[1]].map(\.code.text) + ["H43.12-260105-9999"]).joined(separator: "\n")
        let first = try await kiosk.run(
            ["dossier", "--from", "-", "--every", "2", "--output", output], input: list + "\n")
        #expect(first.status == 0, "\(first)")
        #expect(first.output.isEmpty)
        #expect(!first.errors.contains(samples[0].code.text))
        let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        #expect(lines[0] == "code,origin,asOf,degree")
        #expect(lines[1].hasPrefix("\(samples[0].code.text),fresh,") && lines[1].hasSuffix(",received"))
        #expect(lines[3] == "H43.12-260105-9999,notFound,,")
        // The power fails in the middle of the last line.
        let cut = lines[0...2].joined(separator: "\n") + "\n" + lines[3].prefix(9)
        try Data(cut.utf8).write(to: URL(filePath: output))
        let refused = try await kiosk.run(["dossier", "--from", "-", "--output", output], input: list)
        #expect(refused.status == 2 && refused.errors.contains("--resume"))
        let second = try await kiosk.run(["dossier", "--from", "-", "--output", output, "--resume"], input: list)
        #expect(second.status == 0)
        #expect(second.errors.contains("2 answered already"))
        #expect(try String(contentsOfFile: output, encoding: .utf8) == cut + "\nH43.12-260105-9999,notFound,,\n")
    }

    @Test func `a list as JSON has one object a line and no detail`() async throws {
        let kiosk = try KioskProgram()
        let sample = PracticeSamples(on: VietnamTime.day(of: Date())).dossiers[4]
        let run = try await kiosk.run(["dossier", "--from", "-", "--json"], input: sample.code.text + "\nbad-\n---\n")
        #expect(run.output.hasPrefix(#"{"asOf":""#) && !run.output.contains("detail"))
        #expect(run.output.contains(#""degree":"inProgress""#))
        #expect(run.errors.contains("line 3: not a dossier code"))
    }

    @Test(arguments: [
        ["dossier"], ["dossier", "X", "--from", "-"], ["dossier", "--from", "-", "--second-factor"],
        ["dossier", "--from", "-", "--resume"], ["dossier", "--from", "-", "--every", "1"],
        ["dossier", "X", "--output", "y"],
    ])
    func `what does not go together is bad usage`(arguments: [String]) async throws {
        #expect(try await KioskProgram().run(arguments).status == 2)
    }
}
