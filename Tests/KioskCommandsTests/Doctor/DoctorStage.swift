import AccessPointDevices
import ArgumentParser
import BackendClient
import BackendFaults
import FoundationEssentials
import Glibc
import KioskTestSupport
import Logging
import OfflineStore
import PublicServices
import ServiceDesk

@testable import KioskCommands

/// A healthy kiosk on a machine of its own, in which a test plants one fault: real files, a real store, a real
/// terminal, a province on the loopback, and programs that stand for the system's.
final class DoctorStage {
    let folder: TemporaryDirectory
    let tools: ScriptFolder
    let clock = ManualClock()
    var terminal: PseudoTerminal
    private var kioskScreen: PseudoTerminal?
    var environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
    var disk = DiskRoom(free: 4_000_000_000, all: 8_000_000_000)
    var storeOptions = StoreOptions()
    var user = geteuid()
    /// Lines of kiosk.yaml.
    var settings: [String]
    /// How the province answers; `nil` leaves the way to it out.
    var province: (@Sendable (RawServer.Seen) -> [Step])? = Province.good
    /// Another address than the province's.
    var address: String?
    var adjust: (inout BackendSettings) -> Void = { _ in }

    var config: String { folder.path + "/config" }
    var state: String { folder.path + "/state" }
    var root: String { folder.path + "/root" }

    init() async throws {
        folder = try TemporaryDirectory()
        tools = try ScriptFolder()
        terminal = try PseudoTerminal(columns: 100, rows: 30)
        settings = [
            "backend: {url: http://127.0.0.1:9}", "kiosk: {accessPoint: that}",
            "printer: {queue: phieu, lp: \(tools.path)/lp, font: \(folder.path)/font.hex}",
            "speech: {engine: \(tools.path)/espeak-ng}",
        ]
        try configure()
        try equip()
        try machine()
        try await store()
    }

    deinit { tools.remove() }

    func write(_ text: String, to name: String) throws { try folder.write(text, to: name) }

    func text(_ name: String) throws -> String { try String(contentsOfFile: config + "/" + name, encoding: .utf8) }

    /// Changes a file of the configuration.
    func edit(_ name: String, _ change: (String) -> String) throws {
        try write(change(try text(name)), to: "config/" + name)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: folder.path + "/" + name) }

    /// Puts bytes over the second page of a file of the store.
    func damage(_ name: String) throws {
        let path = state + "/" + name
        var bytes = Array(try Data(contentsOf: URL(filePath: path)))
        // The size of a page stands at byte 16 (sqlite.org/fileformat2.html §1.3).
        let page = Int(bytes[16]) << 8 | Int(bytes[17])
        for index in page..<min(2 * page, bytes.count) { bytes[index] = 0xAA }
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// A record of the outbox.
    func give(_ count: Int = 1, daysAgo: Double = 0, parking: Bool = false) async throws {
        let store = KioskStore.open(directory: state)
        for _ in 0..<count {
            let instant = clock.now.addingTimeInterval(-daysAgo * 86_400)
            let record = try await store.outbox.enqueue(.rating, payload: Array("{}".utf8), at: instant)
            if parking { try await store.outbox.park(record.id, because: "422") }
        }
        store.close()
    }

    private func configure() throws {
        try FileManager.default.copyItem(atPath: Repository.path("kiosk-config"), toPath: config)
        try write(
            """
            accessPoints:
              - id: that
                name: Điểm truy cập Mỹ Hải
                desk: {name: Bộ phận Một cửa, phone: "0259 000 001", hours: giờ hành chính}
                hotline: {name: Tổng đài, phone: "0259 000 000", hours: giờ hành chính}
            payees:
              - {bank: "970436", account: "113366668888"}
            """, to: "config/access-points.yaml")
        try shorten()
        try FileManager.default.removeItem(atPath: config + "/console/check")
        try script("config/console/check", "exit 0")
    }

    /// Two guides and two words do for most faults; the healthy kiosk of the program's own tests has all of them.
    private func shorten() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: config + "/guides")
        where !["birth.yaml", "id-card.yaml"].contains(name) {
            try FileManager.default.removeItem(atPath: config + "/guides/" + name)
        }
        let short = "groups: {}\nstopPhrases: []\nweakWords: []\nsynonyms: []\noutOfScope: []\n"
        try write(short, to: "config/synonyms.yaml")
    }

    /// A program of the shell among the stage's files.
    func script(_ name: String, _ lines: String) throws {
        try write("#!/bin/sh\n\(lines)\n", to: name)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/" + name)
    }

    private func equip() throws {
        try tools.program("lp", "exit 0")
        try lpstat()
        try tools.program("espeak-ng", "echo ' 5  vi  --/M  Vietnamese  aav/vi'")
        let letters = "ăâđêôơưắằẵẫậếềểễệốồổỗộớờởỡợứừửữựýỳỷỹỵ₫–“”A"
        let glyphs = letters.unicodeScalars.map { scalar in
            let code = String(scalar.value, radix: 16, uppercase: true)
            return String(repeating: "0", count: 4 - code.count) + code + ":" + String(repeating: "3C", count: 16)
        }
        try write(glyphs.joined(separator: "\n") + "\n", to: "font.hex")
    }

    /// What CUPS says of its queue.
    func lpstat(
        state: String = "echo 'printer phieu is idle.  enabled since Mon'",
        accepting: String = "echo 'phieu accepting requests since Mon'", jobs: String = "true"
    ) throws {
        try tools.program("lpstat", "case $1 in\n-p) \(state) ;;\n-a) \(accepting) ;;\n-o) \(jobs) ;;\nesac")
    }

    /// Makes the machine an installed kiosk, seen over SSH, whose service may open these devices.
    func install(reaching devices: String = "/dev/tty1 rw") throws {
        try write("", to: "root/usr/lib/systemd/system/kiosk.service")
        try script("root/usr/bin/systemctl", "[ $2 != --property=DeviceAllow ] || echo '\(devices)'")
    }

    /// Puts a terminal where an installed kiosk has its screen; it lives as long as the stage.
    func showsKiosk(on screen: PseudoTerminal) throws {
        kioskScreen = screen
        try write("", to: "root/dev/none")
        try FileManager.default.createSymbolicLink(
            atPath: root + "/dev/tty1", withDestinationPath: screen.slavePath)
    }

    private func machine() throws {
        try write("\(Int(clock.now.timeIntervalSince1970))\n", to: "root/sys/class/rtc/rtc0/since_epoch")
        try write("1\n", to: "root/sys/module/vt/parameters/default_utf8")
        try write("", to: "root/run/systemd/timesync/synchronized")
        try zone("Asia/Ho_Chi_Minh")
    }

    func zone(_ name: String) throws {
        try write("", to: "root/etc/hostname")
        try? remove("root/etc/localtime")
        try FileManager.default.createSymbolicLink(
            atPath: root + "/etc/localtime", withDestinationPath: "/usr/share/zoneinfo/" + name)
    }

    private func store() async throws {
        try await give(3)
        let store = KioskStore.open(directory: state)
        _ = try await store.catalogue.header()
        store.close()
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: state)
    }

    /// Every check of a whole examination, with what it found.
    func examine() async throws -> [Doctor.Entry] {
        try write(settings.joined(separator: "\n") + "\n", to: "config/kiosk.yaml")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_793_000_000)], ofItemAtPath: config + "/kiosk.yaml")
        let options = try GlobalOptions.parse(["--config-directory", config, "--state-directory", state])
        let (disk, slave) = (disk, terminal.slave)
        let machine = Machine(
            root: root, environment: environment, user: user, terminal: Terminal(input: slave, output: slave),
            disk: { _ in disk })
        var round = await DoctorRound.begin(options, machine: machine, clock: clock)
        round.storeOptions = storeOptions
        let local = round.offline + round.devices
        guard let province else { return await entries(local) }
        let server = try RawServer(province)
        defer { server.stop() }
        return try await entries(local, province: address ?? "http://127.0.0.1:\(server.port)")
    }

    private func entries(_ local: [Check], province: String) async throws -> [Doctor.Entry] {
        var settings = BackendSettings(address: try BackendAddress(province), kioskID: "k-01")
        settings.deadlines.answer = .seconds(30)
        adjust(&settings)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let backend = try KioskAPIBackend(settings, logger: logger)
        let way = BackendChecks(
            diagnosis: BackendDiagnosis(settings, livenessPath: backend.livenessPath, logger: logger),
            backend: backend, address: settings.address, hasProxy: settings.proxy != nil, clock: clock
        ).list
        let found = await entries(local + way)
        await backend.shutdown()
        return found
    }

    private func entries(_ checks: [Check]) async -> [Doctor.Entry] {
        var entries: [Doctor.Entry] = []
        _ = await Doctor(checks: checks, clock: clock).examine { entries.append($0) }
        return entries
    }
}

/// A province on the loopback.
enum Province {
    /// Answers everything as it should.
    @Sendable static func good(_ request: RawServer.Seen) -> [Step] {
        let date = ["Date: Mon, 23 Nov 2026 02:00:00 GMT"]
        let path = request.line.split(separator: " ")[1]
        switch path.split(separator: "?")[0] {
        case "/v1/health": return http(200, asJSON + date, #"{"status":"ok","version":"1"}"#)
        case "/v1/notices": return http(200, asJSON, #"{"notices":[]}"#)
        case "/v1/catalogue":
            let lines = #"{"catalogue":{"version":"v1","count":1}}"# + "\n" + #"{"code":"1.000001","name":"A"}"# + "\n"
            return http(200, asLines, lines)
        default: return problem(404, "not-found")
        }
    }

    /// Good but for one path.
    static func good(but part: String, _ steps: [Step]) -> @Sendable (RawServer.Seen) -> [Step] {
        { request in request.line.contains(part) ? steps : good(request) }
    }
}
