package import AccessPointDevices

/// Printer and voice of the access point, each only where the operator has set one up.
package struct VisitDevices: Sendable {
    /// Slips on paper.
    package var printer: (any SlipPrinter)?
    /// Pages said aloud.
    package var voice: (any Voice)?
    /// The public portal that slips and QR codes name.
    package var portal: String?
    /// Hears why a slip could not be printed; nothing of the slip.
    package var report: @Sendable (PrinterFault) -> Void = { _ in }

    /// A screen and a keyboard, nothing else.
    package init() {}
}
