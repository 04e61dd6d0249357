import AccessPointDevices

/// What must never stand on a screen (design.md §2.6, issue 6).
enum TranscriptLint {
    /// What is wrong with the lines of a whole play.
    static func faults(in transcript: String, columns: Int = 72) -> [String] {
        let lines = transcript.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        // What a citizen types is not the kiosk's; a real console shows it through the gate.
        return lines.filter { !$0.element.hasPrefix("▸ ") }.flatMap { number, line in
            faults(inLine: line, columns: columns).map { "line \(number + 1): \($0): \(line)" }
        }
    }

    static func faults(inLine line: Substring, columns: Int) -> [String] {
        var faults = line.unicodeScalars.compactMap(fault)
        let width = DisplayWidth.columns(of: String(line))
        if width > columns { faults.append("\(width) columns") }
        if line.last == " ", !line.hasSuffix(": ") { faults.append("a blank at the end") }
        return faults
    }

    private static func fault(_ scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x09: "a tab"
        case 0x0D: "a carriage return"
        case 0..<0x20, 0x7F..<0xA0: "a control character"
        case 0x2500...0x259F: "box drawing"
        case 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: "an unseen character"
        case UInt32(UInt8(ascii: "|")): "a table"
        case UInt32(UInt8(ascii: "{")), UInt32(UInt8(ascii: "}")): "a place that was not filled in"
        default: nil
        }
    }

    /// What is wrong with one page as it was shown.
    ///
    /// - Parameters:
    ///   - keys: the lines of the fixed keys, one of which must end the page.
    ///   - isWhole: all of it came at once; the prompt is the twenty-second line.
    static func faults(inPage lines: [String], keys: [String], columns: Int, isWhole: Bool = true) -> [String] {
        var faults = lines.flatMap { Self.faults(inLine: $0[...], columns: columns) }
        if isWhole, lines.count > 21 { faults.append("\(lines.count) lines and the prompt") }
        let choices = lines.compactMap(choice)
        if choices.count > 6 { faults.append("\(choices.count) choices") }
        if choices != Array(1..<choices.count + 1) { faults.append("choices \(choices)") }
        let text = Keys.squeezed(lines.joined(separator: " "))
        if !keys.contains(where: { text.hasSuffix($0) }) { faults.append("the keys do not stand last") }
        return faults
    }

    /// The number of a line that begins a choice.
    static func choice(_ line: String) -> Int? {
        guard line.hasPrefix("  "), line.dropFirst(3).hasPrefix("  ") else { return nil }
        return line.dropFirst(2).first?.wholeNumberValue
    }
}
