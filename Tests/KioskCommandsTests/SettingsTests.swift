import FoundationEssentials
import Testing

@testable import KioskCommands

@Suite struct SettingsTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func `without a file every setting has its default`() async throws {
        let settings = try await Settings.read(sources(file: nil))
        #expect(settings == Settings())
        #expect(settings.isPractice)
    }

    @Test func `the shipped file sets nothing but defaults`() async throws {
        let path = Repository.path("kiosk-config/kiosk.yaml")
        let settings = try await Settings.read(SettingSources(flags: [:], environment: [:], file: path))
        #expect(settings == Settings())
    }

    @Test(arguments: ["", "# nothing but a word\n", "---\n"])
    func `an empty file and one of comments alone set nothing`(_ file: String) async throws {
        #expect(try await Settings.read(sources(file: file)) == Settings())
    }

    @Test func `a flag is stronger than the environment, and that stronger than the file`() async throws {
        let file = "backend:\n  url: http://file\nkiosk:\n  id: from-file\nvisit:\n  idleSeconds: 90\n"
        let environment = ["KIOSK_BACKEND_URL": "http://environment", "KIOSK_KIOSK_ID": "from-environment"]
        let settings = try await Settings.read(
            sources(file: file, flags: ["backend.url": "http://flag"], environment: environment)
        )
        #expect(settings.backendURL == "http://flag")
        #expect(settings.kioskID == "from-environment")
        #expect(settings.idleSeconds == 90)
    }

    @Test func `numbers and camel case are read from the environment`() async throws {
        let settings = try await Settings.read(sources(file: nil, environment: ["KIOSK_VISIT_IDLE_SECONDS": "75"]))
        #expect(settings.idleSeconds == 75)
    }

    @Test func `a secret comes from the credentials directory`() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("s3cret\n", to: "backend-token")
        let environment = ["CREDENTIALS_DIRECTORY": directory.path]
        let settings = try await Settings.read(sources(file: "kiosk:\n  id: k\n", environment: environment))
        #expect(settings.backendToken == "s3cret")
    }

    @Test func `an OpenCPS site is described in the file, and its secret is not`() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("S\n", to: "backend-siteSecret")
        let file = """
            backend:
              kind: opencps
              url: https://example.test/o/rest/v2
              groupId: 55301
              serverCode: SERVER_A
              votingAgency: UBNDX01
              votes: ["overall = Mức độ hài lòng", "time=Thời gian"]
            """
        let settings = try await Settings.read(
            sources(file: file, environment: ["CREDENTIALS_DIRECTORY": directory.path]))
        #expect(settings.backendKind == .opencps && settings.groupID == 55_301)
        #expect(settings.serverCode == "SERVER_A" && settings.votingAgency == "UBNDX01")
        #expect(settings.votes == ["overall": "Mức độ hài lòng", "time": "Thời gian"])
        #expect(settings.siteSecret == "S")
    }

    @Test func `an unknown key names the file, the key and the nearest known one`() async throws {
        let fault = try await fault(in: "visit:\n  idelSeconds: 90\n")
        #expect(fault.key == "visit.idelSeconds")
        #expect(fault.mend.contains("visit.idleSeconds"))
        #expect(fault.file.hasSuffix("kiosk.yaml"))
    }

    @Test(arguments: [
        ("visit:\n  idleSeconds: soon\n", "visit.idleSeconds", "60 to 600"),
        ("visit:\n  idleSeconds: 5\n", "visit.idleSeconds", "60 to 600"),
        ("visit: 5\n", "visit", "indented"),
        ("languages:\n  order: vi\n", "languages.order", "list"),
        ("backend:\n  url: [a, b]\n", "backend.url", "text"),
        ("log:\n  level: loud\n", "log.level", "warning"),
        ("backend:\n  kind: other\n", "backend.kind", "opencps"),
        ("backend:\n  kind: opencps\n", "backend.groupId", "group id"),
        ("backend:\n  groupId: none\n", "backend.groupId", "whole number"),
        ("backend:\n  clientKey: /etc/kiosk.key\n", "backend.clientKey", "both files"),
        ("backend:\n  votes: [overall]\n", "backend.votes", "overall ="),
        ("printer:\n  device: usb/lp0\n", "printer.device", "whole path"),
        ("printer:\n  device: /dev/usb/lp0\n", "printer.font", "unifont"),
        ("printer:\n  device: /dev/lp0\n  queue: a\n  font: /f\n", "printer.queue", "printer.device"),
        ("printer:\n  form: paper\n", "printer.form", "receipt"),
        ("speech:\n  engine: espeak-ng\n", "speech.engine", "whole path"),
    ])
    func `a value of the wrong type names its key and the mend`(yaml: String, key: String, mend: String) async throws {
        let fault = try await fault(in: yaml)
        #expect(fault.key == key)
        #expect(fault.mend.contains(mend))
    }

    @Test func `a wrong number in the environment is named, not passed over`() async throws {
        let environment = ["KIOSK_VISIT_IDLE_SECONDS": "long"]
        let error = await #expect(throws: ConfigurationFault.self) {
            try await Settings.read(self.sources(file: nil, environment: environment))
        }
        #expect(error?.file == "environment KIOSK_VISIT_IDLE_SECONDS")
    }

    @Test func `a file that is no YAML is named`() async throws {
        let fault = try await fault(in: "backend: {url\n")
        #expect(fault.mend.contains("not YAML"))
    }

    private func sources(
        file: String?, flags: [String: String] = [:], environment: [String: String] = [:]
    ) throws -> SettingSources {
        if let file { try directory.write(file, to: "kiosk.yaml") }
        return SettingSources(flags: flags, environment: environment, file: directory.path + "/kiosk.yaml")
    }

    private func fault(in yaml: String) async throws -> ConfigurationFault {
        let sources = try sources(file: yaml)
        let error = await #expect(throws: ConfigurationFault.self) { try await Settings.read(sources) }
        return try #require(error)
    }
}
