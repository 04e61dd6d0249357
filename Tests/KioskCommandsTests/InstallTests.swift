import FoundationEssentials
import Testing

/// `kiosk-config/install` in a folder that stands for a machine's root, with the real program.
///
/// `Tests/Install/prove` does the same on a Debian that is really started, with its service and its package.
@Suite(.serialized) struct InstallTests {
    private let kiosk: KioskProgram
    private var root: String { kiosk.directory.path + "/root" }

    init() throws { kiosk = try KioskProgram() }

    private static let environment = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "KIOSK_STORE_PATIENCE=0"]

    private func run(_ program: String, _ arguments: [String]) async throws -> KioskProgram.Result {
        var run = kiosk
        run.program = program
        return try await run.run(arguments, environment: Self.environment)
    }

    /// - Parameters:
    ///   - source: a folder `kiosk-config`.
    ///   - words: what the operator's shell did before.
    private func install(
        _ binary: String, from source: String = Repository.path("kiosk-config"), after words: String = ":"
    ) async throws -> KioskProgram.Result {
        let noting = "\(words); echo $$ >'\(kiosk.directory.path)/installer'; exec \"$0\" \"$@\""
        return try await run("/bin/sh", ["-c", noting, source + "/install", "--root", root, "--binary", binary])
    }

    /// A program that does as the kiosk does, but for what stands in front.
    private func program(_ name: String, _ fault: String = ":") throws -> String {
        try kiosk.directory.write("#!/bin/sh\n\(fault)\nexec '\(KioskProgram.path)' \"$@\"\n", to: name)
        let path = kiosk.directory.path + "/" + name
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    /// Puts a `mv` before the system's that has a fault with some arguments; what a shell does to have it so.
    private func moving(_ fault: String) throws -> String {
        try kiosk.directory.write("#!/bin/sh\ncase $* in \(fault) ;; esac\nexec /bin/mv \"$@\"\n", to: "tools/mv")
        let folder = kiosk.directory.path + "/tools"
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder + "/mv")
        return "export PATH='\(folder)':$PATH"
    }

    /// The next version: other words in two files of the configuration.
    private func nextVersion() async throws -> String {
        let folder = kiosk.directory.path + "/next"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let files = [Repository.path("kiosk-config"), Repository.path("README.md")]
        #expect(try await run("/bin/cp", ["-a"] + files + [folder]).status == 0)
        for name in ["kiosk.yaml", "survey.yaml"] {
            try edit(folder + "/kiosk-config/" + name) { $0 + "# of the next version\n" }
        }
        return folder + "/kiosk-config"
    }

    private func edit(_ path: String, _ change: (String) -> String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(change(text).utf8).write(to: URL(filePath: path))
    }

    private func text(_ name: String) throws -> String { try String(contentsOfFile: root + name, encoding: .utf8) }

    /// Every file of the machine with its checksum, and every link.
    private func inventory() async throws -> [Substring] {
        let list = "cd '\(root)' && find . -type f -exec sha256sum {} + -o -type l -print"
        return try await run("/bin/sh", ["-c", list]).output.split(separator: "\n").sorted()
    }

    private static let nowhere = ["--backend-url", "http://127.0.0.1:1"]

    private func store(_ command: String...) async throws -> KioskProgram.Result {
        let folders = ["--config-directory", root + "/etc/kiosk", "--state-directory", root + "/var/lib/kiosk"]
        return try await run(root + "/usr/bin/kiosk", command + folders + Self.nowhere)
    }

    private func ratings() async throws -> Int {
        try await store("outbox", "list", "--json").output.split(separator: "\n").count
    }

    @Test func `a kiosk is installed, upgraded and taken away, and every rating stays`() async throws {
        let first = try await install(KioskProgram.path)
        #expect(first.status == 0, "\(first.errors)")
        #expect(try await run(root + "/usr/bin/kiosk", ["--version"]).status == 0)
        #expect(try await store("rate", "--answer", "overall=satisfied").status == 0)

        let before = try await inventory()
        let again = try await install(KioskProgram.path)
        #expect(again.status == 0 && again.errors.contains("nothing was changed"), "\(again.errors)")
        #expect(try await inventory() == before)

        try edit(root + "/etc/kiosk/kiosk.yaml") { $0 + "# by the operator\n" }
        try FileManager.default.removeItem(atPath: root + "/etc/kiosk/guides/vehicle.yaml")
        let upgrade = try await install(try program("second"), from: try await nextVersion())
        #expect(upgrade.status == 0 && upgrade.errors.contains("Kept as you changed it"), "\(upgrade.errors)")
        #expect(try text("/etc/kiosk/kiosk.yaml").hasSuffix("# by the operator\n"))
        #expect(try text("/etc/kiosk/kiosk.yaml.new").hasSuffix("# of the next version\n"))
        #expect(try text("/etc/kiosk/survey.yaml").hasSuffix("# of the next version\n"))
        #expect(!FileManager.default.fileExists(atPath: root + "/etc/kiosk/guides/vehicle.yaml"))
        #expect(try text("/usr/lib/kiosk/kiosk").hasPrefix("#!/bin/sh"))
        #expect(try await ratings() == 1)

        let end = try await run(root + "/usr/lib/kiosk/install", ["--root", root, "--uninstall"])
        #expect(end.status == 0 && end.errors.contains(root + "/var/lib/kiosk"), "\(end.errors)")
        let left = try await inventory().map { $0.drop { $0 != "." } }
        for name in ["configuration/kiosk.yaml", "outbox.sqlite"] { #expect(left.contains("./var/lib/kiosk/\(name)")) }
        #expect(left.allSatisfy { $0.hasPrefix("./var/lib/kiosk/") }, "\(left)")
        let folders = try await run("/usr/bin/find", [root, "-mindepth", "1", "-maxdepth", "1", "-printf", "%P "])
        #expect(folders.output == "var ")
    }

    @Test func `a new program with a fault leaves everything as it was, and says why`() async throws {
        #expect(try await install(try program("first")).status == 0)
        #expect(try await store("rate", "--answer", "overall=satisfied").status == 0)
        let before = try await inventory()
        let next = try await nextVersion()
        let broken = #"{"check":"outbox","finding":"the disk is full","state":"broken"}"#
        let installer = kiosk.directory.path + "/installer"
        let faults = [
            ("does not run here", "exit 127", "it does not start"),
            ("refuses the configuration", "[ $1 != visit ] || { echo languages/vi.yaml; exit 2; } >&2", "vi.yaml"),
            ("forgets a rating", "[ $1 != outbox ] || exit 0", "of 1 records that citizens gave it finds 0"),
            ("finds the store broken", "[ $1 != doctor ] || { echo '\(broken)'; exit 3; }", "outbox the disk is full"),
            ("is stopped in the middle", "kill -TERM $(cat '\(installer)'); exit 127", "as it was before"),
            ("damages the store", "[ $1 != outbox ] || { : >\"$7/outbox.sqlite\"; exit 3; }", "(exit code 3)"),
        ]
        for (name, fault, words) in faults {
            let upgrade = try await install(try program("broken", fault), from: next)
            #expect(upgrade.status == 1 && upgrade.errors.contains(words), "\(name): \(upgrade.errors)")
            #expect(upgrade.errors.contains("the kiosk is as it was before"))
            #expect(try await inventory() == before, "\(name)")
        }
        #expect(try await ratings() == 1)
    }

    @Test func `a first installation that fails at its end leaves nothing`() async throws {
        let words = try moving("*/kiosk-install/files) exit 1")
        let first = try await install(try program("first"), after: words)
        #expect(first.status == 1 && first.errors.contains("Nothing was changed"), "\(first.errors)")
        #expect(try await inventory().isEmpty)
    }

    @Test func `an upgrade that was cut off is undone by the next installer, though that one fails too`() async throws {
        #expect(try await install(try program("first")).status == 0)
        #expect(try await store("rate", "--answer", "overall=satisfied").status == 0)
        let before = try await inventory()
        let next = try await nextVersion()
        let words = try moving("*/etc/kiosk/survey.yaml) kill -KILL $PPID; exit 1")
        let cut = try await install(try program("second"), from: next, after: words)
        #expect(cut.status == -9, "\(cut.errors)")
        #expect(try text("/etc/kiosk/kiosk.yaml").hasSuffix("# of the next version\n"))
        let again = try await install(try program("broken", "exit 127"), from: next)
        #expect(again.status == 1 && again.errors.contains("An installation was cut off"), "\(again.errors)")
        #expect(try await inventory() == before)
        #expect(try await ratings() == 1)
    }

    @Test func `root's closed files and the operator's figures stay root's and the operator's`() async throws {
        let first = try await install(try program("first"), after: "umask 077")
        #expect(first.status == 0, "\(first.errors)")
        let unreadable = ["!", "-type", "l", "!", "-perm", "-o=r"]
        let closed = try await run("/usr/bin/find", [root + "/usr", root + "/etc"] + unreadable)
        #expect(closed.output.isEmpty && closed.errors.isEmpty)
        try kiosk.directory.write("", to: "root/figures/empty")
        try edit(root + "/etc/kiosk/kiosk.yaml") {
            $0.replacing("  # file: /var/lib/prometheus/node-exporter/", with: "  file: \(root)/figures/")
        }
        #expect(try text("/etc/kiosk/kiosk.yaml").contains("  file: \(root)/figures/kiosk.prom\n"))
        let upgrade = try await install(try program("second"), from: try await nextVersion())
        #expect(upgrade.status == 0, "\(upgrade.errors)")
        #expect(!FileManager.default.fileExists(atPath: root + "/figures/kiosk.prom"))
    }

    @Test func `a store in use, wrong arguments and a kiosk that is not there are told`() async throws {
        try kiosk.directory.write("", to: "root/var/lib/kiosk/outbox.lock")
        let busy = "exec 7<'\(root)/var/lib/kiosk/outbox.lock'; flock --shared 7; exec \"$0\" \"$@\""
        let arguments = ["--root", root, "--binary", try program("first")]
        // Who starts the installer holds the store, as a kiosk that serves does.
        let upgrade = try await run("/bin/sh", ["-c", busy, Repository.path("kiosk-config/install")] + arguments)
        #expect(upgrade.status == 1 && upgrade.errors.contains("Something uses the store"), "\(upgrade.errors)")
        #expect(try await run(Repository.path("kiosk-config/install"), ["--bogus"]).status == 2)
        let missing = try await install(kiosk.directory.path + "/nothing")
        #expect(missing.status == 1 && missing.errors.contains("No program"))
    }

    private static let hasDpkg = FileManager.default.isExecutableFile(atPath: "/usr/bin/dpkg-deb")

    @Test(.enabled(if: hasDpkg, "dpkg is not installed"))
    func `the package declares every configuration file, and its scripts can be read`() async throws {
        let arguments = ["--binary", try program("first"), "--version", "1", "--output", kiosk.directory.path]
        let made = try await run(
            "/usr/bin/env", ["DPKG_DEB_COMPRESSOR_TYPE=none", Repository.path("kiosk-config/make-deb")] + arguments)
        #expect(made.status == 0, "\(made.errors)")
        let package = String(made.output.dropLast())
        let files = kiosk.directory.path + "/files"
        #expect(try await run("/usr/bin/dpkg-deb", ["--raw-extract", package, files]).status == 0)
        let settings = try await run("/bin/sh", ["-c", "cd '\(files)' && find etc -type f"])
        let declared = try String(contentsOfFile: files + "/DEBIAN/conffiles", encoding: .utf8)
        let found = settings.output.split(separator: "\n").map { "/" + $0 }
        #expect(Set(declared.split(separator: "\n").map(String.init)) == Set(found))
        #expect(found.contains("/etc/kiosk/kiosk.yaml") && found.contains("/etc/kiosk/languages/vi.yaml"))
        for script in ["preinst", "postinst", "prerm", "postrm"] {
            let read = try await run("/bin/sh", ["-n", "\(files)/DEBIAN/\(script)"])
            #expect(read.status == 0, "\(script): \(read.errors)")
        }
    }
}
