/// Letters with their marks as one scalar each, however they came.
package enum ComposedLetters {
    /// The one scalar of a Latin letter of Vietnamese, whatever the order of its marks; `nil` for anything else.
    package static func scalar(for letter: Character) -> Unicode.Scalar? { composed[letter] }

    /// The text with every Vietnamese letter as one scalar, for programs that do not put marks together.
    package static func composing(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for character in text {
            if let scalar = scalar(for: character) {
                result.append(scalar)
            } else {
                result.append(contentsOf: character.unicodeScalars)
            }
        }
        return String(result)
    }

    /// `Character` compares canonically, so the composed letter is found by its decomposed form too.
    private static let composed: [Character: Unicode.Scalar] = {
        var table: [Character: Unicode.Scalar] = [:]
        for scalar in LetterTable.allLetters { table[Character(scalar)] = scalar }
        return table
    }()
}
