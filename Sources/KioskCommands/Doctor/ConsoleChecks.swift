import AccessPointDevices
import FoundationEssentials

/// The screen and keyboard the doctor itself sits at: on the kiosk's console they are the citizens'.
struct ConsoleChecks {
    let machine: Machine
    /// The folder `kiosk-config`, which brings the check of fonts.
    let directory: String

    /// Where the installer puts it; in a copy of the repository it lies beside the configuration.
    private static let installedCheck = "/usr/lib/kiosk/console/check"
    private static let font = "/usr/share/consolefonts/Vietnamese-Fixed16.psf.gz"

    var list: [Check] { [size, kind, letters, font] }

    private var size: Check {
        Check(name: "terminal-size") { [machine] in
            let isHere = machine.isCitizensScreen
            guard let size = isHere ? machine.terminal.size : machine.isInstalled ? machine.kioskScreenSize : nil else {
                return Self.elsewhere
            }
            let words = "\(isHere ? "" : "the kiosk's screen has ")\(size.rows) lines of \(size.columns) columns"
            let remedy =
                machine.isInstalled
                ? "systemctl edit kiosk-console: Environment=KIOSK_LETTERS=13; systemctl restart kiosk-console kiosk"
                : "choose smaller letters: kiosk-config/console/setup /dev/tty1 13"
            if size.rows < 22 || size.columns < 40 {
                return .broken(words + "; a page needs 22 of 40", .kiosk, do: remedy)
            }
            return size.rows < 24 || size.columns < 80
                ? .look(words + "; 24 of 80 read better", .kiosk, do: remedy) : .ok(words)
        }
    }

    private var kind: Check {
        Check(name: "terminal-kind") { [machine] in
            guard machine.isCitizensScreen else { return Self.elsewhere }
            return ["", "dumb", "unknown"].contains(machine.terminalKind)
                ? .broken(
                    "TERM is “\(machine.terminalKind)”: the screen cannot be wiped after a visit", .kiosk,
                    do: "set TERM, on a console linux (kiosk.service does)")
                : .ok("TERM is \(machine.terminalKind)")
        }
    }

    private static let elsewhere = Finding.ok("the citizens' screen is another one; look at its first page")

    private var letters: Check {
        Check(name: "utf-8") { [machine] in
            if machine.isConsole || machine.isInstalled, machine.text("/sys/module/vt/parameters/default_utf8") == "0" {
                return .broken(
                    "the console does not read UTF-8: Vietnamese letters come out as signs", .kiosk,
                    do: "take vt.default_utf8=0 off the kernel's command line; run console/setup")
            }
            guard machine.isCitizensScreen || !machine.isInstalled else { return .ok("the console reads UTF-8") }
            let name = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { machine.environment[$0] }.first { !$0.isEmpty }
            // The kiosk itself always writes UTF-8; what stands between, tmux or ssh, goes by the locale.
            guard let name, !name.lowercased().contains("utf") else { return .ok(name ?? "UTF-8, no locale is set") }
            return .look(
                "the locale \(name) is not UTF-8: tmux or ssh may break letters", .kiosk,
                do: "localectl set-locale LANG=C.UTF-8")
        }
    }

    private var font: Check {
        Check(name: "console-font") { [machine, directory] in
            let places = [directory + "/console/check", machine.root + Self.installedCheck].compactMap(Tool.init)
            guard let check = places.first(where: \.isThere) else {
                return .look("console/check is not there", .kiosk, do: ContentChecks.putBack("console/"))
            }
            let file = machine.root + Self.font
            let subject = machine.isConsole ? "the console's font" : "the font that console/setup gives"
            do throws(ToolFault) {
                _ = try await check.run(machine.isConsole ? [] : [file], within: .seconds(10))
                return .ok("\(subject) holds every Vietnamese letter")
            } catch {
                let words = "\(subject) lacks Vietnamese letters or cannot be read"
                let remedy = "apt-get install console-setup-linux kbd; then console/setup; console/check names letters"
                return machine.isConsole
                    ? .broken(words, .kiosk, do: remedy)
                    : .look(words + "; only a bare console needs it", .kiosk, do: remedy)
            }
        }
    }
}
