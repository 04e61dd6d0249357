/// Organisation codes inside dossier codes.
///
/// Until 2020 from level 4 down to level 1 (`000.17.22.H56`, QCVN 102:2016), since then from level 1 (`H56.14`,
/// Quyết định 20/2020/QĐ-TTg).
enum Organisation {
    /// The groups with slips mended, or `nil` when they are neither order.
    static func repaired(_ groups: [String]) -> [String]? {
        oldOrder(groups) ?? newOrder(groups)
    }

    /// Splits an organisation typed without dots.
    static func groups(compact characters: ArraySlice<Character>) -> [String]? {
        let text = Array(characters)
        if text.count == 10, let old = oldOrder(cut(text, [3, 2, 2, 3])) { return old }
        guard let first = text.first, first.isLetter else { return nil }
        return switch text.count {
        case 3: newOrder([String(text)])
        case 5: newOrder(cut(text, [3, 2]))
        case 6: newOrder(cut(text, [3, 3]))
        case 7: newOrder(cut(text, [3, 2, 2]))
        case 9: newOrder(cut(text, [3, 2, 2, 2]))
        default: nil
        }
    }

    /// Cuts pieces of these lengths from the front.
    private static func cut(_ text: [Character], _ lengths: [Int]) -> [String] {
        var rest = text[...]
        return lengths.map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }
    }

    private static func oldOrder(_ groups: [String]) -> [String]? {
        guard groups.count == 4, groups.map(\.count) == [3, 2, 2, 3] else { return nil }
        let digits = groups[0..<3].map(DigitSlips.repaired)
        guard digits.allSatisfy({ $0.allSatisfy(\.isNumber) }), let top = levelOne(groups[3]) else { return nil }
        return digits + [top]
    }

    private static func newOrder(_ groups: [String]) -> [String]? {
        guard let first = groups.first, let top = levelOne(first), groups.count <= 6 else { return nil }
        guard groups.dropFirst().allSatisfy({ (1...5).contains($0.count) }) else { return nil }
        return [top] + groups.dropFirst().map(lowerGroup)
    }

    /// A lower group of nothing but digits and digit slips is meant as digits.
    private static func lowerGroup(_ group: String) -> String {
        let mended = DigitSlips.repaired(group)
        return mended.allSatisfy(\.isNumber) ? mended : group
    }

    /// `H43`: a letter A to Y and two digits.
    private static func levelOne(_ group: String) -> String? {
        guard group.count == 3, let letter = group.first, ("A"..."Y").contains(letter) else { return nil }
        let digits = DigitSlips.repaired(String(group.dropFirst()))
        return digits.allSatisfy(\.isNumber) ? "\(letter)\(digits)" : nil
    }
}

/// Letters that people type for digits.
enum DigitSlips {
    static func repaired(_ text: String) -> String {
        String(
            text.map { character in
                switch character {
                case "O", "o": "0"
                case "I", "L", "i", "l": "1"
                default: character
                }
            })
    }
}
