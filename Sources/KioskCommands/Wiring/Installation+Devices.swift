import AccessPointDevices
import KioskConversation
import Logging
import ServiceDesk

extension Installation {
    /// Printer and voice as the operator has set them up.
    ///
    /// One whose program is missing is left out and logged: the kiosk works without.
    func devices() -> VisitDevices {
        var devices = VisitDevices()
        devices.printer = printer()
        devices.voice = voice()
        devices.portal = settings.portal
        let logger = logger
        devices.report = { logger.warning("slip not printed", metadata: ["reason": "\($0)"]) }
        return devices
    }

    private func printer() -> (any SlipPrinter)? {
        let wanted = settings.printer
        let font = wanted.font.map { path in
            SlipFont(
                file: FontFile(path: path),
                dots: wanted.dots ?? (wanted.isReceipt ? 384 : 576),
                scale: wanted.scale ?? (wanted.isReceipt ? 2 : 1)
            )
        }
        if let device = wanted.device, let font { return DevicePrinter(path: device, font: font) }
        guard let queue = wanted.queue, let lp = tool(wanted.program) else { return nil }
        guard let printer = QueuePrinter(lp: lp, queue: queue, form: form(wanted, font)) else {
            logger.warning("printer.queue is no name of a queue")
            return nil
        }
        return printer
    }

    private func form(_ wanted: PrinterSettings, _ font: SlipFont?) -> QueuePrinter.Form {
        guard let font, wanted.form != .text else { return .text }
        return wanted.isReceipt ? .receipt(font) : .pages(font)
    }

    private func voice() -> Announcer? {
        let wanted = settings.speech
        let engine = wanted.engine.flatMap(tool).map {
            SpeechEngine(tool: $0, wordsPerMinute: wanted.wordsPerMinute)
        }
        let clips = wanted.clips.flatMap { path in tool(wanted.player).map { ClipFolder(path: path, player: $0) } }
        guard engine != nil || clips != nil else { return nil }
        let logger = logger
        let usage = usage
        return Announcer(engine: engine, clips: clips) { fault, count in
            usage.note(.speechFailed)
            logger.warning("not said aloud", metadata: ["reason": "\(fault)", "count": "\(count)"])
        }
    }

    private func tool(_ path: String) -> Tool? {
        guard let tool = Tool(path: path), tool.isThere else {
            logger.warning("program not there", metadata: ["path": "\(path)"])
            return nil
        }
        return tool
    }
}
