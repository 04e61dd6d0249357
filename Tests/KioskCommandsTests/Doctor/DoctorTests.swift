import BackendFaults
import FoundationEssentials
import Testing

@testable import KioskCommands

/// `kiosk doctor` over a whole kiosk: it names the cause of each planted fault, and of nothing else.
@Suite struct DoctorTests {
    @Test func `a healthy kiosk is ok in every line`() async throws {
        let entries = try await DoctorStage().examine()
        #expect(entries.count >= 40)
        #expect(entries.allSatisfy { $0.state == .ok }, "\(entries.filter { $0.state != .ok }.map(\.line))")
    }

    @Test(arguments: PlantedFault.all)
    func `a planted fault is named by its own line, and what to do is said`(_ fault: PlantedFault) async throws {
        let stage = try await DoctorStage()
        try await fault.plant(stage)
        let entries = try await stage.examine()
        let entry = try #require(entries.first { $0.check == fault.check })
        #expect(entry.state == fault.state, "\(entry.line)")
        #expect(entry.line.contains(fault.words), "\(entry.line)")
        #expect(entry.remedy?.isEmpty == false && entry.mender != nil)
        // What rests on the cause is not looked at; nothing else is complained of.
        let others = entries.filter { $0.check != fault.check && ![.ok, .skipped].contains($0.state) }
        #expect(others.isEmpty, "\(others.map(\.line))")
    }

    @Test func `there are at least 25 of them, each for a line of its own or another cause`() {
        let lines = Set(PlantedFault.all.map(\.check))
        print("\(PlantedFault.all.count) planted faults, \(lines.count) lines of the doctor that name them")
        #expect(PlantedFault.all.count >= 25)
        #expect(Set(PlantedFault.all.map(\.testDescription)).count == PlantedFault.all.count)
    }

    @Test func `looking changes nothing and makes nothing`() async throws {
        let stage = try await DoctorStage()
        stage.province = nil
        let before = try Self.contents(of: stage.state)
        _ = try await stage.examine()
        #expect(try Self.contents(of: stage.state) == before)
        try stage.remove("state")
        let entries = try await stage.examine()
        #expect(entries.allSatisfy { $0.state == .ok }, "\(entries.filter { $0.state != .ok }.map(\.line))")
        #expect(!FileManager.default.fileExists(atPath: stage.state))
    }

    private static func contents(of folder: String) throws -> [String: Data?] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        // SQLite may leave an empty log and its index beside a file that was read.
        let kept = names.filter { !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") }
        return Dictionary(
            uniqueKeysWithValues: kept.map { ($0, FileManager.default.contents(atPath: folder + "/" + $0)) })
    }
}

/// The program itself: lines, JSON and what it ends with.
@Suite struct DoctorProgramTests {
    @Test func `the program prints a line each and ends with what it found`() async throws {
        let server = try RawServer(Province.good)
        defer { server.stop() }
        let kiosk = try KioskProgram()
        let run = try await kiosk.run(["doctor", "--backend-url", "http://127.0.0.1:\(server.port)"])
        #expect(run.output.contains("ok       name: 127.0.0.1 is 127.0.0.1"))
        #expect(run.output.contains("ok       configuration: "))
        // The sample desk may not be shown to the public.
        #expect(run.output.contains("broken   access-point: "))
        #expect(run.status == 3)
        let broken = try await kiosk.run(["doctor", "--json", "--backend-url", "http://127.0.0.1:1"])
        #expect(broken.status == 3)
        let line = try #require(broken.output.split(separator: "\n").first { $0.contains(#""check":"connection""#) })
        #expect(line.contains(#""state":"broken""#) && line.contains(#""remedy":"#) && line.contains(#""mender":"#))
    }

    @Test func `offline it asks nobody, and only what is broken makes it fail`() async throws {
        let kiosk = try KioskProgram()
        let run = try await kiosk.run(["doctor", "--offline"])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("look     access-point: "))
        #expect(!run.output.contains("backend: ") && !run.output.contains("printer: "))
        let practice = try await kiosk.run(["doctor"])
        #expect(practice.status == 1)
        #expect(practice.output.contains("look     backend: practice mode"))
    }

    @Test func `a kiosk whose settings are wrong is examined all the same`() async throws {
        let stage = try await DoctorStage()
        try stage.write("visit: {idleSecond: 90}\n", to: "config/kiosk.yaml")
        let run = try await KioskProgram().run(["doctor", "--offline"], environment: [])
        #expect(run.status == 0)
        var program = try KioskProgram()
        program.program = "/usr/bin/env"
        let wrong = try await program.run([
            KioskProgram.path, "doctor", "--offline", "--config-directory", stage.config, "--state-directory",
            stage.state,
        ])
        #expect(wrong.status == 3)
        #expect(wrong.output.contains("broken   configuration: "))
        #expect(wrong.output.contains("did you mean visit.idleSeconds?"))
        #expect(wrong.output.contains("skipped  languages: not looked at: configuration comes first"))
        #expect(wrong.output.contains("wall-clock: "))
    }
}
