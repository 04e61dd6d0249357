import FoundationEssentials

/// Where a province makes its content: a folder of its own, a key, and what a web server serves.
struct ProvinceDesk {
    private var program: KioskProgram

    init() throws {
        program = try KioskProgram()
        program.configDirectory = program.directory.path + "/content"
        try FileManager.default.copyItem(atPath: Repository.path("kiosk-config"), toPath: program.configDirectory)
        for name in try FileManager.default.contentsOfDirectory(atPath: program.configDirectory + "/catalogue") {
            try FileManager.default.removeItem(atPath: program.configDirectory + "/catalogue/" + name)
        }
        try write(edition: 0)
    }

    /// What citizens read on the first page of an edition.
    static func sentence(_ edition: Int) -> String { "Câu chào của gói số \(edition)." }

    /// Puts the edition's number into a sentence of the talk and into a procedure.
    func write(edition: Int) throws {
        let pack = try String(contentsOfFile: Repository.path("kiosk-config/languages/vi.yaml"), encoding: .utf8)
        let lines = pack.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("  welcome.intro:") ? "  welcome.intro: \"\(Self.sentence(edition))\"" : String(line)
        }
        try program.directory.write(lines.joined(separator: "\n"), to: "content/languages/vi.yaml")
        let procedure = #"{"code":"9.999001","name":"Thủ tục của gói số \#(edition)","levels":["commune"]}"#
        try program.directory.write(procedure + "\n", to: "content/catalogue/mau.jsonl")
    }

    /// Takes a sentence out of the Vietnamese pack, which no kiosk can do without.
    func spoilLanguage() throws {
        let path = program.configDirectory + "/languages/vi.yaml"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let rest = lines.filter { !$0.hasPrefix("  welcome.title:") }
        try program.directory.write(rest.joined(separator: "\n") + "\n", to: "content/languages/vi.yaml")
    }

    /// The public half of a key, which is made when it is not there.
    func publicKey(_ name: String = "province") async throws -> String {
        let run = try await program.run(["bundle", "key", "\(program.directory.path)/\(name).key"])
        return run.output.filter { !$0.isWhitespace }
    }

    /// The content could not be made into a bundle.
    struct NotPublished: Error { var run: KioskProgram.Result }

    /// Signs the content into a folder to be served, and returns that.
    ///
    /// - Throws: `NotPublished`.
    @discardableResult
    func publish(key: String = "province", folder: String = "web") async throws -> String {
        _ = try await publicKey(key)
        let path = "\(program.directory.path)/\(folder)"
        let run = try await program.run([
            "bundle", "make", "--key-file", "\(program.directory.path)/\(key).key", "--output", path,
        ])
        guard run.status == 0 else { throw NotPublished(run: run) }
        return path
    }
}
