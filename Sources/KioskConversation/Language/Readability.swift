/// Office words and the plain ones to say instead (`kiosk-config/plain-words.yaml`).
package struct PlainWords: Decodable, Equatable, Sendable {
    package struct Entry: Decodable, Equatable, Sendable {
        /// The office word, in small letters.
        package var office: String
        /// What to write instead.
        package var plain: String
        /// Names of papers, bodies and states that hold the word and stay as they are.
        package var except: [String]?
    }

    /// The most words of a sentence, split at blanks.
    package var longestSentence: Int
    package var words: [Entry]
}

/// Whether a Vietnamese text can be read by somebody who reads little.
package struct Readability: Sendable {
    /// What makes a text hard.
    package enum Fault: Equatable, Sendable, CustomStringConvertible {
        case longSentence(words: Int, String)
        case officeWord(String, plain: String)

        package var description: String {
            switch self {
            case .longSentence(let words, let sentence): "a sentence of \(words) words: \(sentence)"
            case .officeWord(let office, let plain): "“\(office)”; write “\(plain)”"
            }
        }
    }

    private let plainWords: PlainWords

    package init(_ plainWords: PlainWords) { self.plainWords = plainWords }

    /// What is hard to read, in the order in which it stands.
    package func faults(in text: String) -> [Fault] {
        let long = Self.sentences(text).compactMap { sentence -> Fault? in
            let count = sentence.split(separator: " ").count
            return count > plainWords.longestSentence ? .longSentence(words: count, sentence) : nil
        }
        return long + officeWords(in: Self.words(text))
    }

    private func officeWords(in words: [String]) -> [Fault] {
        plainWords.words.compactMap { entry in
            let office = Self.words(entry.office)
            let allowed = (entry.except ?? []).map(Self.words)
            let stands = words.indices.contains { index in
                words[index...].starts(with: office)
                    && !allowed.contains { Self.covers($0, office, in: words, at: index) }
            }
            return stands ? .officeWord(entry.office, plain: entry.plain) : nil
        }
    }

    /// Whether the word at `index` stands inside an allowed name.
    private static func covers(_ name: [String], _ office: [String], in words: [String], at index: Int) -> Bool {
        let places = name.indices.filter { name[$0...].starts(with: office) }
        return places.contains { place in
            index >= place && words[(index - place)...].starts(with: name)
        }
    }

    /// Ends at `.`, `?`, `!`, `:` and `;` before a blank or the end.
    static func sentences(_ text: String) -> [String] {
        var sentences: [[Substring]] = [[]]
        for word in text.split(separator: " ") {
            sentences[sentences.count - 1].append(word)
            if let last = word.last, ".?!:;".contains(last) { sentences.append([]) }
        }
        return sentences.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
