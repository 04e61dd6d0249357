import FoundationEssentials
import Glibc
import OfflineStore
import ServiceDesk

/// What the kiosk keeps on its disk: folder, cache, outbox, counters, room.
///
/// Nothing is changed by looking.
struct StoreChecks {
    /// The state directory, practice's own in practice.
    let directory: String
    var options = StoreOptions()
    let machine: Machine
    let clock: any KioskClock

    /// Bytes of the disk below which a kiosk cannot go on, and below which somebody should look.
    private static let least = 30_000_000
    private static let comfortable = 200_000_000
    /// Days that a record may wait: longer than any outage that nobody notices.
    private static let longestWait = 7

    private var examination: StoreExamination { StoreExamination(directory: directory, options: options) }

    var list: [Check] { [folder, disk, cache, outbox, waiting, counters, setAside] }

    private var folder: Check {
        Check(name: "state-directory", needs: ["configuration"]) { [directory, machine] in
            guard let facts = FileFacts(directory) else { return Self.absent(directory) }
            guard facts.isDirectory else {
                return .broken("\(directory) is no folder", .kiosk, do: "move that file away and start the kiosk")
            }
            let foreign = Self.names(in: directory).filter { FileFacts("\(directory)/\($0)")?.owner != facts.owner }
            if let name = foreign.first {
                return .broken(
                    "\(name) in \(directory) belongs to another user than its folder: the kiosk cannot write it",
                    .kiosk, do: "chown -R --reference=\(directory) \(directory)")
            }
            guard machine.user == 0 || facts.owner == machine.user else {
                return .broken(
                    "\(directory) belongs to user \(facts.owner), and the doctor runs as \(machine.user)", .kiosk,
                    do: "run it as root, who becomes the kiosk: sudo kiosk doctor")
            }
            guard facts.mode & 0o200 != 0 else {
                return .broken("\(directory) cannot be written", .kiosk, do: "chmod 700 \(directory)")
            }
            guard facts.mode & 0o077 == 0 else {
                return .look("other users may read \(directory)", .kiosk, do: "chmod 700 \(directory)")
            }
            return .ok("\(directory) belongs to the kiosk alone")
        }
    }

    private static func absent(_ directory: String) -> Finding {
        access(nearest(directory), W_OK) == 0
            ? .ok("\(directory) is made at the first start")
            : .broken(
                "\(directory) is not there and cannot be made by this user", .kiosk,
                do: "install -d -m 700 -o kiosk -g kiosk \(directory)")
    }

    private static func names(in directory: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
    }

    private var disk: Check {
        Check(name: "disk", needs: ["configuration"]) { [directory, machine] in
            guard let room = machine.disk(Self.nearest(directory)) else {
                return .look("the disk does not tell its room", .kiosk, do: "look at it with df")
            }
            let own = Self.names(in: directory).reduce(0) { $0 + Self.size("\(directory)/\($1)") }
            let words = "\(room.free / 1_000_000) MB free, the kiosk's store takes \(own / 1_000_000) MB"
            let remedy = "make room: journalctl --vacuum-size=50M; apt-get clean; then look for large files with du"
            if room.free < Self.least { return .broken(words + ": ratings cannot be kept", .kiosk, do: remedy) }
            return room.free < Self.comfortable ? .look(words, .kiosk, do: remedy) : .ok(words)
        }
    }

    /// The path itself, or the folder above it that is there.
    private static func nearest(_ path: String) -> String {
        var path = path
        while path.count > 1, access(path, F_OK) != 0 {
            path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        }
        return path.isEmpty ? "/" : path
    }

    private static func size(_ path: String) -> Int {
        let facts = try? FileManager.default.attributesOfItem(atPath: path)
        return (facts?[.size] as? Int) ?? 0
    }

    private var cache: Check {
        Check(name: "cache", needs: ["state-directory"]) { [examination] in
            do throws(StoreError) {
                guard let count = try examination.procedures() else {
                    return .ok("not there yet; the first start takes the starter catalogue")
                }
                return .ok("sound, \(count) procedures")
            } catch {
                // All in it comes again from the province; a kiosk starts it anew by itself.
                return Self.trouble(
                    error, "the catalogue",
                    damaged: .look(
                        "cache.sqlite is damaged (\(error.detail)); the next start sets it aside and begins anew",
                        .kiosk,
                        do: "kiosk sync, and have the disk tested: smartctl -H"))
            }
        }
    }

    private var outbox: Check {
        Check(name: "outbox", needs: ["state-directory"]) { [examination] in
            do throws(StoreError) {
                guard let outbox = try examination.outbox() else { return .ok("empty; nobody has given anything yet") }
                return .ok("sound, every record as it was written; \(outbox.counts.waiting) waiting")
            } catch {
                return Self.trouble(
                    error, "what citizens gave",
                    damaged: .broken(
                        "outbox.sqlite is damaged (\(error.detail)); the next start saves what is intact", .kiosk,
                        do: "copy the folder away, then kiosk outbox list; have the disk tested: smartctl -H"))
            }
        }
    }

    private var waiting: Check {
        Check(name: "outbox-delivery", needs: ["outbox"]) { [examination, clock] in
            guard let outbox = try? examination.outbox(), outbox.room.records > 0 else { return .ok("nothing waits") }
            let days = outbox.oldest.map { Int(clock.now.timeIntervalSince($0) / 86_400) } ?? 0
            let words =
                "\(outbox.counts.waiting) waiting, \(outbox.counts.parked) parked, the oldest for \(max(0, days)) days, "
                + "\(Int(outbox.room.taken * 100)) % of the room taken"
            if outbox.room.taken >= 1 {
                return .broken(
                    words + ": nothing more can be given", .kiosk, do: "kiosk sync, then kiosk outbox list")
            }
            if outbox.room.isFilling { return .look(words, .kiosk, do: "kiosk sync, then see portal and token") }
            if outbox.counts.parked > 0 {
                return .look(
                    words, .kiosk, do: "kiosk outbox list --state parked; once the cause is gone, kiosk outbox retry")
            }
            return days >= Self.longestWait
                ? .look(words, .network, do: "kiosk sync, then see connection, portal and token") : .ok(words)
        }
    }

    private var counters: Check {
        Check(name: "usage", needs: ["state-directory"]) { [examination] in
            do throws(StoreError) {
                return try examination.hasCounters()
                    ? .ok("the counters of kiosk report are sound") : .ok("nothing was counted yet")
            } catch {
                return Self.trouble(
                    error, "the counters",
                    damaged: .look(
                        "usage.sqlite is damaged (\(error.detail)); the next visit begins to count anew", .kiosk,
                        do: "copy it away if this month's report is needed; have the disk tested: smartctl -H"))
            }
        }
    }

    private var setAside: Check {
        Check(name: "damaged-files", needs: ["state-directory"]) { [examination] in
            let names = examination.setAside
            guard let first = names.first else { return .ok("none lies aside") }
            return .look(
                "\(names.count) damaged file\(names.count == 1 ? "" : "s") set aside, \(first)", .kiosk,
                do: "have the disk tested (smartctl -H); send an outbox-damaged file to whoever mends, then remove it")
        }
    }

    private static func trouble(_ error: StoreError, _ what: String, damaged: Finding) -> Finding {
        switch error.code {
        case .damaged: damaged
        case .newerVersion:
            .broken("\(error.detail)", .kiosk, do: "install the newer kiosk again; this one cannot read \(what)")
        case .readOnly:
            .broken("\(what) cannot be read (\(error.detail))", .kiosk, do: "run it as root: sudo kiosk doctor")
        case .busy: .look("\(what): another program holds it", .kiosk, do: "run kiosk doctor again in a minute")
        default: .broken("\(what): \(error.detail)", .kiosk, do: "see disk, and have the disk tested: smartctl -H")
        }
    }
}
