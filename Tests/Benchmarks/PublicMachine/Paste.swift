import Foundation
import KioskTestSupport

/// A hundred megabytes pasted into a visit: it goes on, and its memory stays small.
struct Paste {
    private let options: Options

    init(_ options: Options) { self.options = options }

    func run() async throws -> Bool {
        let megabytes = options.number("megabytes", 100)
        let folder = try WorkFolder()
        let kiosk = try Kiosk(options, folder: folder)
        try await kiosk.terminal.shown(through: Kiosk.attract)
        kiosk.terminal.type("\r")
        try await kiosk.terminal.shown(through: Kiosk.prompt)
        guard let visit = kiosk.visit else { throw Failure("no process of a visit") }
        let began = Date()
        // What the program echoes is read beside, as a terminal does.
        let drain = kiosk.terminal.drain()
        var piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 16)
        for index in stride(from: 997, to: piece.count, by: 4999) { piece[index] = 0x1B }
        for _ in 0..<(megabytes * 16) { kiosk.terminal.type(piece) }
        drain.cancel()
        _ = await drain.value
        let seconds = Date().timeIntervalSince(began)
        kiosk.terminal.type("\u{15}\r8\r")
        try await kiosk.terminal.shown(through: "XIN CHÀO")
        let isSame = kiosk.visit == visit
        let peak = [visit, kiosk.supervisor].map { Double(ProcessTree.kilobytes("VmHWM", of: $0)) / 1024 }
        let status = kiosk.stop()
        PublicMachine.say("pasted \(megabytes) MB in \(String(format: "%.1f", seconds)) s")
        PublicMachine.say(String(format: "peak memory: visit %.1f MB, supervisor %.1f MB", peak[0], peak[1]))
        let isKept = PublicMachine.judge("the visit goes on and answers; stopping ends with 0", isSame && status == 0)
        return PublicMachine.judge("peak memory ≤ 64 MB", peak[0] <= 64) && isKept
    }
}
