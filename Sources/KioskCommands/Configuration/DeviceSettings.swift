/// The printer beside the kiosk; none without a device or a queue.
package struct PrinterSettings: Equatable, Sendable {
    /// What is sent to a queue of CUPS.
    package enum Form: String, CaseIterable, Sendable {
        case text, pages, receipt
    }

    /// Device file of a receipt printer.
    package var device: String?
    /// Name of a queue of CUPS.
    package var queue: String?
    /// `nil` chooses pages with a font and text without one.
    package var form: Form?
    /// Font of dots.
    package var font: String?
    /// Dots in a row; `nil` for the usual of the form.
    package var dots: Int?
    /// Dots for one of the font; `nil` for the usual of the form.
    package var scale: Int?
    /// CUPS's `lp`.
    package var program = "/usr/bin/lp"

    package init() {}

    /// Letters are drawn, not sent.
    var needsFont: Bool { device != nil || queue != nil && (form == .pages || form == .receipt) }
    var isReceipt: Bool { device != nil || form == .receipt }
}

/// The voice of the kiosk; silent without an engine and clips.
package struct SpeechSettings: Equatable, Sendable {
    /// `espeak-ng` or `spd-say`.
    package var engine: String?
    package var wordsPerMinute = 130
    /// Folder of recorded sentences.
    package var clips: String?
    /// Plays them.
    package var player = "/usr/bin/aplay"

    package init() {}
}
