package import PublicServices

/// A state on the wire: a national number, or what the province's system calls it.
package enum StateBody: Equatable, Sendable {
    /// 1 to 10; other numbers are local.
    case number(Int)
    /// A word of the province, mapped by configuration.
    case word(String)

    /// A state as the domain knows it.
    package init(_ state: DossierState?, word: String?) {
        self = state.map { .number($0.rawValue) } ?? .word(word ?? "")
    }

    /// The national state, when the number is one or the list has the word.
    package func state(_ names: () -> LocalStateNames) -> DossierState? {
        switch self {
        case .number(let number): DossierState(rawValue: number) ?? names().state(of: "\(number)")
        case .word(let word): names().state(of: word)
        }
    }

    /// The province's word, to be shown when it has no national state.
    package var word: String {
        switch self {
        case .number(let number): "\(number)"
        case .word(let word): word
        }
    }
}

extension StateBody: Codable {
    /// Reads a number, a number written as text, or a word.
    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else {
            let text = String(try value.decode(String.self).trimmingBlanks())
            guard !text.isEmpty, text.utf8.count <= 200 else {
                throw DecodingError.dataCorruptedError(in: value, debugDescription: "no state")
            }
            self = Int(text).map(StateBody.number) ?? .word(text)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .number(let number): try value.encode(number)
        case .word(let word): try value.encode(word)
        }
    }
}
