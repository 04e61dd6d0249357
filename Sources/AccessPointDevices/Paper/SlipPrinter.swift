/// The printer beside the machine.
package protocol SlipPrinter: Sendable {
    /// Hands a slip to the printer; nothing of it is left in a file of ours.
    ///
    /// - Throws: `PrinterFault`; the visit goes on without paper.
    func put(_ slip: PaperSlip) async throws(PrinterFault)

    /// Takes back what still waits at the end of a visit, so that it is not printed for the next person.
    func takeBack() async

    /// Takes back everything that this machine's user has waiting: after a crash nobody knows the slips' names.
    func takeBackEverything() async
}

/// Why no paper came out.
package enum PrinterFault: Error, Equatable, Sendable {
    /// The printer, its queue or its program is not there.
    case notThere
    /// It took nothing, or said that it failed.
    case failed
    /// The font file is missing or no font, and this printer needs one.
    case noFont
}

/// What slips are drawn with.
package actor SlipFont {
    private let file: FontFile
    private let dots: Int
    private let scale: Int
    private var drawing: SlipDrawing??

    /// Names the font; it is read with the first slip, so that no start waits for it.
    package init(file: FontFile, dots: Int, scale: Int) {
        self.file = file
        self.dots = dots
        self.scale = scale
    }

    /// What draws; `nil` when the file is no font.
    func loaded() async -> SlipDrawing? {
        if let drawing { return drawing }
        let made = await file.load().map { SlipDrawing(font: $0, dots: dots, scale: scale) }
        drawing = .some(made)
        return made
    }
}
