import FoundationEssentials
import PublicServices
import ServiceDesk

/// The machine's own clock, without asking anybody.
struct ClockChecks {
    /// A file that came with the program: the clock cannot be earlier than it.
    let settingsFile: String
    let machine: Machine
    let clock: any KioskClock

    private static let batteryClock = "/sys/class/rtc/rtc0/since_epoch"
    private static let tolerance: TimeInterval = 3600

    var list: [Check] { [wallClock, timeServer, battery, zone] }

    private var wallClock: Check {
        Check(name: "wall-clock") { [settingsFile, clock] in
            let day = VietnamTime.day(of: clock.now).written
            let words = "it is \(VietnamTime.clock(of: clock.now)) on \(day) in Việt Nam"
            guard let written = FileFacts(settingsFile)?.changed, clock.now < written.addingTimeInterval(-86_400) else {
                return .ok(words)
            }
            return .broken(
                "\(words), before kiosk.yaml was written: dates, notices and certificates are judged wrongly", .kiosk,
                do: "timedatectl set-time, and see time-server and battery-clock")
        }
    }

    private var timeServer: Check {
        Check(name: "time-server") { [machine] in
            let marks = ["/run/systemd/timesync/synchronized", "/run/chrony/chronyd.pid", "/run/ntpd.pid"]
            return marks.contains(where: machine.exists)
                ? .ok("a time server keeps the clock")
                : .look(
                    "no time server has set the clock since the start", .network,
                    do: "systemctl enable --now systemd-timesyncd, and have port 123/udp opened")
        }
    }

    private var battery: Check {
        Check(name: "battery-clock", needs: ["wall-clock"]) { [machine, clock] in
            guard let seconds = machine.text(Self.batteryClock).flatMap(Double.init) else {
                return .look(
                    "the machine has no clock with a battery: after a power cut the time is wrong until somebody tells it",
                    .kiosk, do: "add one (DS3231), or see that a time server is reached at each start")
            }
            let off = seconds - clock.now.timeIntervalSince1970
            return abs(off) > Self.tolerance
                ? .look(
                    "the clock with the battery is \(Int(abs(off) / 3600)) hours \(off < 0 ? "behind" : "ahead")",
                    .kiosk,
                    do: "hwclock --systohc --utc; does it come back, change the battery (CR2032)")
                : .ok("the clock with the battery agrees")
        }
    }

    /// Citizens' times are always Việt Nam's; logs and timers are the machine's.
    private var zone: Check {
        Check(name: "time-zone") { [machine] in
            let path = machine.root + "/etc/localtime"
            let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) ?? ""
            let names = ["Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Bangkok"]
            return names.contains(where: target.hasSuffix)
                ? .ok("Việt Nam's")
                : .look(
                    "the machine's zone is not Việt Nam's; logs and timers go by another clock than people", .kiosk,
                    do: "timedatectl set-timezone Asia/Ho_Chi_Minh")
        }
    }
}
