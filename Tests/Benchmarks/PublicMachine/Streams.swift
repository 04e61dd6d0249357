import Foundation
import KioskTestSupport
import Synchronization

/// Random input through whole visits, each ended by a terminal that is gone.
struct Streams {
    private let options: Options

    init(_ options: Options) { self.options = options }

    /// What many streams came to.
    private struct Tally {
        var count = 0
        var slowest = 0.0
        var faults: [String] = []
    }

    func run() async throws -> Bool {
        let count = options.number("count", 10_000)
        let seed = UInt64(options.number("seed", 1))
        let workers = options.number("workers", 2)
        let folder = try WorkFolder()
        let options = options
        let tally = await withTaskGroup(of: Tally.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    await Self.many(
                        (0..<count).filter { $0 % workers == worker }, seed: seed, options, folder, worker: worker)
                }
            }
            return await group.reduce(into: Tally()) { all, part in
                all.count += part.count
                all.slowest = max(all.slowest, part.slowest)
                all.faults += part.faults
            }
        }
        for fault in tally.faults.prefix(20) { PublicMachine.say("  \(fault)") }
        PublicMachine.say("\(tally.count) streams, slowest end \(Int(tally.slowest * 1000)) ms after the input's end")
        let isEnded = PublicMachine.judge("0 hangs, 0 traps", tally.faults.isEmpty && tally.count == count)
        return PublicMachine.judge("ends within 1 s of the end of input", tally.slowest <= 1) && isEnded
    }

    private static func many(
        _ numbers: [Int], seed: UInt64, _ options: Options, _ folder: WorkFolder, worker: Int
    ) async -> Tally {
        var tally = Tally()
        for number in numbers {
            do {
                let stream = RandomInput(seed: seed &* 1_000_003 &+ UInt64(number)).bytes
                let (seconds, fault) = try await one(stream, options, folder, state: "state-\(worker)")
                tally.count += 1
                tally.slowest = max(tally.slowest, seconds)
                if let fault { tally.faults.append("stream \(number): \(fault)") }
            } catch {
                tally.faults.append("stream \(number): \(error)")
            }
        }
        return tally
    }

    /// Feeds one stream to a kiosk of its own; seconds from the end of input to the end of all its processes.
    private static func one(
        _ stream: [UInt8], _ options: Options, _ folder: WorkFolder, state: String
    ) async throws -> (Double, String?) {
        let kiosk = try Kiosk(options, folder: folder, name: state)
        try await kiosk.terminal.shown(through: Kiosk.attract)
        kiosk.terminal.type("\r")
        try await kiosk.terminal.shown(through: Kiosk.prompt)
        let drain = kiosk.terminal.drain()
        kiosk.terminal.type(stream)
        await kiosk.terminal.settled()
        drain.cancel()
        let shown = await drain.value
        let visits = ProcessTree.children(of: kiosk.supervisor)
        let began = ContinuousClock.now
        kiosk.terminal.hangUp()
        let status = Child.end(of: kiosk.supervisor)
        let seconds = began.duration(to: .now) / .seconds(1)
        var fault: String?
        if status != 0 { fault = "ended with \(status)" }
        if visits.contains(where: { kill($0, 0) == 0 }) { fault = "a visit lives on" }
        for trace in ["Fatal error", "Crash", "Backtrace", "Segmentation"] where shown.contains(trace) {
            fault = "shows \(trace)"
        }
        return (seconds, fault)
    }
}

/// What a child, a cat or an attacker types: digits, words, codes, junk bytes, sequences, floods.
struct RandomInput {
    let bytes: [UInt8]

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            bytes += Self.piece(&random)
            if Bool.random(using: &random) { bytes.append(0x0D) }
        }
        self.bytes = bytes
    }

    private static let words = [
        "khai sinh", "ket hon", "lam can cuoc", "H43.12-261101-0001", "MAU0001", "1234", "7", "8", "9", "0",
        "https://mau.example/?MHS=H43.12-261101-0001&s=mau0001", "đường", "\u{1F600}", "' OR 1=1 --", "$(reboot)",
    ]
    private static let sequences = [
        "\u{1B}", "\u{1B}\u{1B}", "\u{1B}[A", "\u{1B}[[A", "\u{1B}]0;x\u{7}", "\u{1B}P", "\u{9B}31m", "\u{3}", "\u{4}",
        "\u{1A}", "\u{1C}", "\u{11}", "\u{13}", "\u{15}", "\u{17}", "\u{7F}", "\u{8}", "\u{0}", "\n", "\r\n",
        "\u{202E}",
    ]

    private static func piece(_ random: inout SeededGenerator) -> [UInt8] {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...4: return [UInt8.random(in: 0x30...0x39, using: &random), 0x0D]
        case 5: return Array((words.randomElement(using: &random) ?? "").utf8)
        case 6: return Array((sequences.randomElement(using: &random) ?? "").utf8)
        case 7: return (0..<Int.random(in: 1...400, using: &random)).map { _ in .random(in: 0...255, using: &random) }
        case 8: return [UInt8](repeating: .random(in: 0...255, using: &random), count: 3000)
        default: return Array((words.randomElement(using: &random) ?? "").utf8) + [0x0D]
        }
    }
}
