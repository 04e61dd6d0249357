/// Codes as a voice should read them, so that they can be written down.
package enum SpokenCode {
    /// Each letter and digit by itself, with a pause (comma) after every three and at each separator.
    ///
    /// `H43.24` → "H bốn ba, hai bốn". Letters stay letters for the voice to name; anything else only makes a pause.
    package static func digits(_ code: String) -> String { digits(code, named: VietnameseNumbers.digits) }

    /// The same with another language's ten words.
    static func digits(_ code: String, named names: [String]) -> String {
        code.split(whereSeparator: { !isSpoken($0) })
            .flatMap { groups(of: Array($0)) }
            .map { $0.map { word($0, names) }.joined(separator: " ") }
            .joined(separator: ", ")
    }

    private static func isSpoken(_ character: Character) -> Bool { character.isLetter || isDigit(character) }

    private static func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isWholeNumber
    }

    private static func groups(of characters: [Character]) -> [ArraySlice<Character>] {
        stride(from: 0, to: characters.count, by: 3).map { start in
            characters[start..<min(start + 3, characters.count)]
        }
    }

    private static func word(_ character: Character, _ names: [String]) -> String {
        guard isDigit(character), let value = character.wholeNumberValue else { return character.uppercased() }
        return names[value]
    }
}
