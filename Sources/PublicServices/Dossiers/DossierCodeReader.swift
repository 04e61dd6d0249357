/// Reads dossier codes the way people and scanners type them.
///
/// Takes missing or doubled separators, lower case, full-width letters, Unicode dashes, letter O for zero and I or l
/// for one where only digits can stand, and what a scanner types (`ScannedSlip`).
///
/// A code without separators can have several readings with real dates. `CodeShape` puts the shape of the law first;
/// a reading whose date lies in the future gives way to one whose date does not. The read-back shows what was chosen.
package enum DossierCodeReader {
    private static let longest = 64

    /// Reads `typed`; with `today`, a date of reception after it is refused.
    package static func read(_ typed: String, today: CalendarDay?) -> DossierCodeReading {
        let plain = PlainCharacters.plain(ScannedSlip(scanned: typed)?.code ?? typed)
        guard !plain.isEmpty else { return .empty }
        guard plain.utf8.count <= longest else { return .tooLong }
        let upper = plain.uppercased()
        let groups = upper.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
        guard !groups.isEmpty else { return .empty }
        let shapes = CodeShape.readings(of: groups)
        guard !shapes.isEmpty else { return .unknownShape(DossierCode(text: unknownText(upper), parts: nil)) }
        return dated(shapes, today: today)
    }

    /// The first reading with a real date that is not in the future.
    private static func dated(_ shapes: [CodeShape], today: CalendarDay?) -> DossierCodeReading {
        let real = shapes.compactMap { shape in shape.receivedOn.map { (shape, $0) } }
        guard !real.isEmpty else { return .impossibleDate }
        guard let (shape, day) = real.first(where: { _, day in today.map { day <= $0 } ?? true }) else {
            return .futureDate
        }
        return .recognised(shape.code(on: day))
    }

    /// An unknown shape as typed, without blanks, doubled separators and separators at the ends.
    private static func unknownText(_ upper: String) -> String {
        var text = ""
        for character in upper where character != " " {
            if isSeparator(character), text.last.map(isSeparator) ?? true { continue }
            text.append(character)
        }
        while text.last.map(isSeparator) ?? false { text.removeLast() }
        return text
    }

    private static func isSeparator(_ character: Character) -> Bool { ".-".contains(character) }
}
