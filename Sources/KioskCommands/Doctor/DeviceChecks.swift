import AccessPointDevices
import FoundationEssentials
import Glibc

/// What stands beside the screen, asked without printing or saying anything: printer, voice, and the file of metrics.
///
/// A kiosk serves without any of them.
struct DeviceChecks {
    let printer: PrinterSettings
    let speech: SpeechSettings
    let metricsFile: String?
    let unit: ServiceUnit

    private static let patience = Duration.seconds(5)
    /// Slips that may wait before somebody should look for a jam.
    private static let mostWaiting = 3

    var list: [Check] { [paper, paperFont, voice, metrics] }

    private var paper: Check {
        Check(name: "printer", needs: ["configuration"]) { [printer, unit] in
            if let device = printer.device {
                let finding = Self.device(device)
                guard finding.state == .ok, await !unit.reaches([device] + Self.kinds(of: device)) else {
                    return finding
                }
                return Self.unreached(device, "DeviceAllow=\(Self.kinds(of: device).first ?? device) rw")
            }
            guard let queue = printer.queue else { return .ok("none is configured; nothing is offered on paper") }
            guard let lpstat = Tool(path: printer.program)?.sibling("lpstat"), lpstat.isThere else {
                return .broken(
                    "CUPS's lpstat does not lie beside printer.lp", .kiosk, do: "apt-get install cups-client")
            }
            return await Self.queue(queue, lpstat)
        }
    }

    /// What `DeviceAllow=` calls the devices of this one's kind: one that is switched on later is meant too.
    private static func kinds(of device: String) -> [String] { device.hasPrefix("/dev/usb/") ? ["char-usb"] : [] }

    /// What this command reaches and the service does not.
    private static func unreached(_ what: String, _ line: String) -> Finding {
        .broken(
            "systemd does not let the service reach \(what)", .kiosk,
            do: "systemctl edit kiosk: \(line); then systemctl restart kiosk")
    }

    private static func device(_ path: String) -> Finding {
        guard let facts = FileFacts(path) else {
            return .broken("\(path) is not there: the printer is off or its cable is out", .kiosk, do: "switch it on")
        }
        guard facts.isDevice else {
            return .broken("\(path) is no device", .kiosk, do: "write the printer's device file into printer.device")
        }
        // Opened and closed again: an ESC/POS printer prints nothing of that.
        let descriptor = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            return .broken(
                "\(path) cannot be opened: \(String(cString: strerror(errno)))", .kiosk,
                do: "systemctl edit kiosk: SupplementaryGroups=lp and DeviceAllow=\(kinds(of: path).first ?? path) rw")
        }
        close(descriptor)
        return .ok("\(path) can be written")
    }

    private static func queue(_ queue: String, _ lpstat: Tool) async -> Finding {
        guard let state = await answer(lpstat, "-p", queue) else {
            return .broken(
                "CUPS does not answer or has no queue “\(queue)”", .kiosk,
                do: "systemctl status cups; lpstat -p shows the queues; write one into printer.queue")
        }
        if state.contains("disabled") {
            return .broken(
                "the queue \(queue) is stopped: paper jam, no paper, or somebody stopped it", .kiosk,
                do: "look at the printer, then cupsenable \(queue)")
        }
        if let accepting = await answer(lpstat, "-a", queue), accepting.contains("not accepting") {
            return .broken("the queue \(queue) takes no slips", .kiosk, do: "cupsaccept \(queue)")
        }
        let waiting = (await answer(lpstat, "-o", queue) ?? "").split(separator: "\n").count
        return waiting > mostWaiting
            ? .look("\(waiting) slips wait in \(queue)", .kiosk, do: "look for paper and a jam; cancel -a \(queue)")
            : .ok("the queue \(queue) is ready")
    }

    private static func answer(_ lpstat: Tool, _ option: String, _ queue: String) async -> String? {
        (try? await lpstat.run([option, queue], within: patience)).map { String(decoding: $0, as: UTF8.self) }
    }

    private var paperFont: Check {
        Check(name: "printer-font", needs: ["configuration"]) { [printer] in
            guard let path = printer.font else { return .ok("none is configured") }
            guard let font = await FontFile(path: path).load() else {
                return .broken(
                    "\(path) is not there or no font of dots", .kiosk,
                    do: "apt-get install unifont; printer.font: /usr/share/unifont/unifont.hex")
            }
            let missing = "ăâđêôơưắằẵẫậếềểễệốồổỗộớờởỡợứừửữựýỳỷỹỵ₫–“”".filter { !font.draws($0) }
            return missing.isEmpty
                ? .ok("it draws every Vietnamese letter")
                : .broken("it lacks \(missing)", .kiosk, do: "take /usr/share/unifont/unifont.hex (apt: unifont)")
        }
    }

    private var voice: Check {
        Check(name: "speech", needs: ["configuration"]) { [speech, unit] in
            guard speech.engine != nil || speech.clips != nil else {
                return .ok("none is configured; the kiosk is silent")
            }
            guard await unit.reaches(["char-alsa", "/dev/snd"]) else {
                return Self.unreached("the sound card", "DeviceAllow=char-alsa rw")
            }
            if let clips = speech.clips {
                guard FileFacts(clips)?.isDirectory == true else {
                    return .broken("\(clips) is no folder", .kiosk, do: "write the folder of clips into speech.clips")
                }
                guard Tool(path: speech.player)?.isThere == true else {
                    return .broken("\(speech.player) is not there", .kiosk, do: "apt-get install alsa-utils")
                }
            }
            guard let path = speech.engine else { return .ok("recorded sentences can be played") }
            return await Self.engine(path)
        }
    }

    private var metrics: Check {
        Check(name: "metrics", needs: ["configuration"]) { [metricsFile, unit] in
            guard let metricsFile else { return .ok("none are configured") }
            let folder = metricsFile[..<(metricsFile.lastIndex(of: "/") ?? metricsFile.startIndex)]
            let place = folder.isEmpty ? "/" : String(folder)
            guard FileFacts(place)?.isDirectory == true, access(place, W_OK) == 0 else {
                return .broken(
                    "\(place), where metrics.file belongs, is not there or cannot be written", .kiosk,
                    do: "make the folder for the user kiosk, and name it in ReadWritePaths= (systemctl edit kiosk)")
            }
            guard await unit.mayWrite(in: place) else {
                return Self.unreached(place, "ReadWritePaths=\(place)")
            }
            return .ok("\(metricsFile) can be written")
        }
    }

    private static func engine(_ path: String) async -> Finding {
        guard let tool = Tool(path: path), tool.isThere else {
            return .broken("\(path) is not there", .kiosk, do: "apt-get install espeak-ng")
        }
        let list = tool.name == "spd-say" ? ["--list-synthesis-voices"] : ["--voices=vi"]
        guard let answer = try? await tool.run(list, within: patience) else {
            return .broken("\(tool.name) does not answer", .kiosk, do: "start it by hand and read what it says")
        }
        let words = String(decoding: answer, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return words.contains { $0 == "vi" || $0.hasPrefix("vi-") }
            ? .ok("\(tool.name) speaks Vietnamese")
            : .broken("\(tool.name) has no Vietnamese voice", .kiosk, do: "apt-get install espeak-ng-data")
    }
}
