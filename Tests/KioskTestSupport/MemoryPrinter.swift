package import AccessPointDevices

/// A printer whose paper is an array.
package actor MemoryPrinter: SlipPrinter {
    /// What was printed.
    package private(set) var slips: [PaperSlip] = []
    /// How often what waits was taken back, and everything.
    package private(set) var takenBack = (waiting: 0, everything: 0)
    private let fault: PrinterFault?

    /// - Parameter fault: prints nothing and says this instead.
    package init(failing fault: PrinterFault? = nil) { self.fault = fault }

    package func put(_ slip: PaperSlip) async throws(PrinterFault) {
        if let fault { throw fault }
        slips.append(slip)
    }

    package func takeBack() async { takenBack.waiting += 1 }

    package func takeBackEverything() async { takenBack.everything += 1 }

    /// The slips as text, each after a line of dashes.
    package var paper: String {
        slips.map { "----\n" + String(decoding: $0.plainText(columns: 48), as: UTF8.self) }.joined()
    }
}
