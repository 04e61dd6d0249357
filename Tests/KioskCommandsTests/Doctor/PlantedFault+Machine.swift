import FoundationEssentials
import GRDB
import KioskTestSupport
import OfflineStore

@testable import KioskCommands

extension PlantedFault {
    static let kept = [
        PlantedFault("a store that everybody may read", "state-directory", .look, "chmod 700") {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: $0.state)
        },
        PlantedFault("a file in the store's place", "state-directory", .broken, "is no folder") {
            try $0.remove("state")
            try $0.write("", to: "state")
        },
        PlantedFault("a store of another user", "state-directory", .broken, "sudo kiosk doctor") { $0.user += 4_711 },
        PlantedFault("a disk with 10 MB left", "disk", .broken, "ratings cannot be kept") { $0.disk.free = 10_000_000 },
        PlantedFault("a disk with 100 MB left", "disk", .look, "100 MB free") { $0.disk.free = 100_000_000 },
        PlantedFault("a cache with foreign bytes", "cache", .look, "begins anew") { try $0.damage("cache.sqlite") },
        PlantedFault("an outbox with foreign bytes", "outbox", .broken, "saves what is intact") {
            try $0.damage("outbox.sqlite")
        },
        PlantedFault("an outbox that a newer kiosk wrote", "outbox", .broken, "install the newer kiosk") { stage in
            let queue = try DatabaseQueue(path: stage.state + "/outbox.sqlite")
            try await queue.write { db in
                try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 later'); PRAGMA user_version = 9")
            }
            try queue.close()
        },
        PlantedFault("an outbox that is 80 % full", "outbox-delivery", .look, "80 % of the room") { stage in
            try await stage.give(5)
            stage.storeOptions.outboxRecords = 10
        },
        PlantedFault("an outbox that is full", "outbox-delivery", .broken, "nothing more can be given") { stage in
            try await stage.give(7)
            stage.storeOptions.outboxRecords = 10
        },
        PlantedFault("a record that the province refused", "outbox-delivery", .look, "1 parked") {
            try await $0.give(parking: true)
        },
        PlantedFault("a record that waits for nine days", "outbox-delivery", .look, "for 9 days") {
            try await $0.give(daysAgo: 9)
        },
        PlantedFault("counters that are no counters", "usage", .look, "count anew") {
            try $0.write(String(repeating: "x", count: 5_000), to: "state/usage.sqlite")
        },
        PlantedFault("a damaged file that was set aside", "damaged-files", .look, "outbox-damaged-2026") {
            try $0.write("", to: "state/outbox-damaged-20261101-080000.sqlite")
        },
    ]

    static let clocks = [
        PlantedFault("a clock in the year 2000", "wall-clock", .broken, "before kiosk.yaml was written") { stage in
            stage.clock.set(Date(timeIntervalSince1970: 946_684_800))
            stage.province = nil
        },
        PlantedFault("no time server since the start", "time-server", .look, "systemd-timesyncd") {
            try $0.remove("root/run/systemd/timesync/synchronized")
        },
        PlantedFault("a machine without a battery clock", "battery-clock", .look, "DS3231") {
            try $0.remove("root/sys/class/rtc/rtc0/since_epoch")
        },
        PlantedFault("an empty battery", "battery-clock", .look, "change the battery") {
            try $0.write("946684800\n", to: "root/sys/class/rtc/rtc0/since_epoch")
        },
        PlantedFault("a machine in London's time zone", "time-zone", .look, "Asia/Ho_Chi_Minh") {
            try $0.zone("Europe/London")
        },
    ]

    static let consoles = [
        PlantedFault("letters so large that a page does not fit", "terminal-size", .broken, "needs 22 of 40") {
            $0.terminal = try PseudoTerminal(columns: 38, rows: 18)
        },
        PlantedFault("a terminal that cannot be wiped", "terminal-kind", .broken, "cannot be wiped") {
            $0.environment["TERM"] = "dumb"
        },
        PlantedFault("a locale of another alphabet", "utf-8", .look, "not UTF-8") {
            $0.environment["LC_ALL"] = "vi_VN.TCVN"
        },
        PlantedFault("a console that reads bytes one by one", "utf-8", .broken, "vt.default_utf8") { stage in
            stage.environment["TERM"] = "linux"
            try stage.write("0\n", to: "root/sys/module/vt/parameters/default_utf8")
        },
        PlantedFault("a console font without Vietnamese", "console-font", .broken, "lacks Vietnamese letters") {
            stage in
            stage.environment["TERM"] = "linux"
            try stage.script("config/console/check", "exit 1")
        },
        PlantedFault("no Vietnamese font for a console", "console-font", .look, "console-setup-linux") {
            try $0.script("config/console/check", "exit 2")
        },
    ]

    static let devices = [
        PlantedFault("a queue that CUPS does not know", "printer", .broken, "no queue “phieu”") {
            try $0.lpstat(state: "exit 1")
        },
        PlantedFault("a printer with a paper jam", "printer", .broken, "cupsenable phieu") {
            try $0.lpstat(state: "echo 'printer phieu disabled since Mon - Paper jam'")
        },
        PlantedFault("a queue that takes nothing", "printer", .broken, "cupsaccept phieu") {
            try $0.lpstat(accepting: "echo 'phieu not accepting requests since Mon'")
        },
        PlantedFault("slips that pile up", "printer", .look, "5 slips wait") {
            try $0.lpstat(jobs: "for n in 1 2 3 4 5; do echo phieu-$n kiosk 1024; done")
        },
        PlantedFault("a machine without CUPS", "printer", .broken, "apt-get install cups-client") {
            $0.settings[2] = "printer: {queue: phieu, lp: \($0.folder.path)/lp}"
        },
        PlantedFault("a receipt printer that is switched off", "printer", .broken, "is not there") {
            $0.settings[2] = "printer: {device: \($0.folder.path)/lp0, font: \($0.folder.path)/font.hex}"
        },
        PlantedFault("a plain file for a printer", "printer", .broken, "is no device") {
            $0.settings[2] = "printer: {device: \($0.folder.path)/font.hex, font: \($0.folder.path)/font.hex}"
        },
        PlantedFault("no font for the printer", "printer-font", .broken, "unifont") { try $0.remove("font.hex") },
        PlantedFault("a printer's font without Vietnamese", "printer-font", .broken, "it lacks ăâđ") {
            try $0.write("0041:\(String(repeating: "3C", count: 16))\n", to: "font.hex")
        },
        PlantedFault("a voice that is not installed", "speech", .broken, "espeak-ng is not there") {
            $0.settings[3] = "speech: {engine: \($0.folder.path)/espeak-ng}"
        },
        PlantedFault("a voice without Vietnamese", "speech", .broken, "no Vietnamese voice") {
            try $0.tools.program("espeak-ng", "echo ' 5  en  --/M  English  gmw/en'")
        },
        PlantedFault("a folder for metrics that nobody made", "metrics", .broken, "ReadWritePaths") {
            $0.settings.append("metrics: {file: \($0.folder.path)/nowhere/kiosk.prom}")
        },
        PlantedFault("metrics where systemd lets nobody write", "metrics", .broken, "systemctl edit kiosk") { stage in
            try stage.install(reaching: "char-alsa rw")
            stage.settings.append("metrics: {file: \(stage.folder.path)/kiosk.prom}")
        },
        PlantedFault("a voice that systemd keeps from the sound card", "speech", .broken, "char-alsa") {
            try $0.install()
        },
        PlantedFault("letters too large on the screen of an installed kiosk", "terminal-size", .broken, "KIOSK_LETTERS")
        {
            stage in
            try stage.install(reaching: "char-alsa rw")
            let small = try PseudoTerminal(columns: 38, rows: 18)
            try stage.showsKiosk(on: small)
        },
        PlantedFault("recorded sentences that are gone", "speech", .broken, "is no folder") {
            $0.settings[3] = "speech: {clips: \($0.folder.path)/clips}"
        },
    ]
}
