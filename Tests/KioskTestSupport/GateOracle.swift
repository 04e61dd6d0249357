package import AccessPointDevices

/// Says, without the gate's own tables, what must never come out of it.
package enum GateOracle {
    /// What is wrong with a text that has passed the gate; empty when nothing is.
    ///
    /// - Parameter newlines: whether line feeds may stand in it.
    package static func faults(in text: String, newlines: Bool) -> [String] {
        var faults: [String] = []
        var marks = 0
        for scalar in text.unicodeScalars {
            if scalar == "\n", newlines {
                marks = 0
                continue
            }
            let isMark = [.nonspacingMark, .enclosingMark, .spacingMark].contains(scalar.properties.generalCategory)
            marks = isMark ? marks + 1 : 0
            if marks > 4 { faults.append("a pile of marks") }
            if isForbidden(scalar) { faults.append("U+\(String(scalar.value, radix: 16))") }
        }
        return faults
    }

    /// What is wrong with lines made for a width; empty when nothing is.
    package static func faults(in lines: [TerminalText], width: Int) -> [String] {
        lines.flatMap { faults(in: $0.text, newlines: false) + ($0.columns > width ? ["a line too wide"] : []) }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.generalCategory == .unassigned { return true }
        return switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
        case 0xD800...0xF8FF, 0xFDD0...0xFDEF, 0xFE00...0xFE0F, 0xFEFF, 0xE0000...0x10FFFF: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}

/// One round of the gate's trial: every way to a screen, a printer, a voice and a log, for the same bytes.
package struct GateTrial {
    private var hostile: HostileBytes

    package init(seed: UInt64) { hostile = HostileBytes(seed: seed) }

    /// Sends random bytes through every door; what was wrong, with the bytes, or `nil`.
    package mutating func round() -> String? {
        let bytes = hostile.next()
        let text = String(decoding: bytes, as: UTF8.self)
        let limit = 4 + Int(bytes.first ?? 0) % 69
        let line = TerminalText(sanitising: bytes, limit: limit)
        let lines = TerminalText(lines: text, limit: 400)
        var faults = GateOracle.faults(in: [line], width: limit)
        faults += GateOracle.faults(in: lines.text, newlines: true)
        faults += GateOracle.faults(in: TextLayout.wrap(lines, width: limit, indent: 3), width: limit)
        if !isSame(TerminalText(sanitising: line.text, limit: limit), line) { faults.append("not the same twice") }
        if !isSame(TerminalText(lines: lines.text, limit: 400), lines) { faults.append("not the same lines twice") }
        return faults.isEmpty ? nil : "\(faults) for \(bytes)"
    }

    /// Compared by bytes: `==` on strings would call composed and decomposed letters the same.
    private func isSame(_ left: TerminalText, _ right: TerminalText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }
}
