#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A receipt printer at a device file, `/dev/usb/lp0` or a serial line.
package struct DevicePrinter: SlipPrinter {
    private let path: String
    private let font: SlipFont
    private let patience: Int32

    /// - Parameters:
    ///   - path: the device file; must be there already, nothing is created.
    ///   - patience: milliseconds that the printer may take nothing, as without paper.
    package init(path: String, font: SlipFont, patience: Int32 = 5_000) {
        self.path = path
        self.font = font
        self.patience = patience
    }

    package func put(_ slip: PaperSlip) async throws(PrinterFault) {
        guard let drawing = await font.loaded() else { throw .noFont }
        let bytes = ReceiptStream.bytes(printing: drawing.drawing(of: slip))
        let result = await withCheckedContinuation { continuation in
            // A printer without paper holds the write up: on a thread of its own it holds up no task.
            BlockingWork.run { continuation.resume(returning: send(bytes)) }
        }
        try result.get()
    }

    /// The device has no queue: what it took is on paper.
    package func takeBack() async {}

    package func takeBackEverything() async {}

    private func send(_ bytes: [UInt8]) -> Result<Void, PrinterFault> {
        let descriptor = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return .failure(.notThere) }
        defer { close(descriptor) }
        do throws(OutputError) {
            try OutputChannel(descriptor: descriptor, patience: patience).write(bytes)
            return .success(())
        } catch {
            // What the device holds unread would come out for the next person.
            tcflush(descriptor, TCOFLUSH)
            return .failure(.failed)
        }
    }
}
