import VietnameseText

/// The ways a citizen's fingers put six syllables into a terminal.
enum TypingStyle: String, CaseIterable {
    case accents, none, telex, vni, mixed
    case oneSlip = "one slip"
    case twoSlips = "two slips"
    case glued

    /// What share of names has to be found in the first five, in percent; nothing where no bar is set.
    var bar: Double? {
        switch self {
        case .accents, .none, .telex, .vni: 90
        case .oneSlip: 87
        case .twoSlips: 65
        case .mixed, .glued: nil
        }
    }

    /// The syllables as typed in this style.
    func typed(_ syllables: [String], _ random: inout Seeded) -> String {
        switch self {
        case .accents: return syllables.joined(separator: " ")
        case .none: return syllables.map(Fold.foldedString).joined(separator: " ")
        case .telex: return syllables.map(Keys.telex).joined(separator: " ")
        case .vni: return syllables.map(Keys.vni).joined(separator: " ")
        case .mixed:
            let ways = [{ $0 }, Fold.foldedString, Keys.telex, Keys.vni]
            return syllables.enumerated().map { ways[$0.offset % 4]($0.element) }.joined(separator: " ")
        case .oneSlip: return slipped(syllables, 1, &random)
        case .twoSlips: return slipped(syllables, 2, &random)
        case .glued: return syllables.map(Fold.foldedString).joined()
        }
    }

    private func slipped(_ syllables: [String], _ slips: Int, _ random: inout Seeded) -> String {
        var folded = syllables.map { Array(Fold.fold($0)) }
        for _ in 0..<slips {
            let place = Int.random(in: 0..<folded.count, using: &random)
            folded[place] = slip(folded[place], &random)
        }
        return folded.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }

    /// One letter dropped, doubled in place, changed or swapped with its neighbour.
    private func slip(_ letters: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var letters = letters
        let place = Int.random(in: 0..<letters.count, using: &random)
        let letter = UInt8.random(in: 0x61...0x7A, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where letters.count > 1: letters.remove(at: place)
        case 1: letters.insert(letter, at: place)
        case 2 where place + 1 < letters.count: letters.swapAt(place, place + 1)
        default: letters[place] = letter
        }
        return letters
    }
}

/// Writes marked syllables as keystrokes.
enum Keys {
    /// Telex with the tone at the end, as it is taught.
    static func telex(_ syllable: String) -> String {
        write(
            syllable,
            shapes: [0x61: ["aa", "aw"], 0x65: ["ee"], 0x6F: ["oo", "ow"], 0x75: ["", "uw"], 0x64: ["dd"]],
            tones: ["", "s", "f", "r", "x", "j"])
    }

    /// VNI with the tone at the end.
    static func vni(_ syllable: String) -> String {
        write(
            syllable,
            shapes: [0x61: ["a6", "a8"], 0x65: ["e6"], 0x6F: ["o6", "o7"], 0x75: ["", "u7"], 0x64: ["d9"]],
            tones: ["", "1", "2", "3", "4", "5"])
    }

    private static func write(_ syllable: String, shapes: [UInt8: [String]], tones: [String]) -> String {
        guard let word = Words.words(syllable).first else { return syllable }
        var result = ""
        for (place, base) in word.folded.enumerated() {
            let shape = place < 14 ? Int(word.marks.bits >> UInt32(3 + 2 * place) & 3) : 0
            if base == UInt8(ascii: "d"), shape == 3 {
                result += shapes[base]?[0] ?? ""
            } else if shape > 0, let keys = shapes[base], shape <= keys.count {
                result += keys[shape - 1]
            } else {
                result += String(decoding: [base], as: UTF8.self)
            }
        }
        return result + tones[word.marks.toneNumber]
    }
}
