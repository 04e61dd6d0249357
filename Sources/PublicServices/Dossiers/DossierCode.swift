/// The code of a dossier, `000.17.22.H56-210531-0001` or `H43.12-240823-0001`.
///
/// Thông tư 01/2018/TT-VPCP, Điều 19 and Quyết định 20/2020/QĐ-TTg; other systems issue other shapes, which are kept
/// as typed. A code leads to a person, so its `description` is masked; `text` is for the backend and the citizen.
package struct DossierCode: Hashable, Sendable {
    /// Canonical text: upper case, groups joined by dots, parts by dashes.
    package let text: String
    /// What the code says by law; `nil` for an unknown shape.
    package let parts: Parts?

    /// The parts of a code that follows the law.
    package struct Parts: Hashable, Sendable {
        /// Organisation code as written, `H43.12` or `000.17.22.H56`.
        package let organisation: String
        /// The day of reception.
        package let receivedOn: CalendarDay
        /// Running number of the day, digits as written.
        package let number: String

        /// Code of the province or ministry, `H43`.
        package var province: String {
            let groups = organisation.split(separator: ".")
            let isOldOrder = groups.first?.first?.isNumber ?? false
            return String((isOldOrder ? groups.last : groups.first) ?? "")
        }
    }

    init(text: String, parts: Parts?) {
        self.text = text
        self.parts = parts
    }

    /// A code that a backend or a file gives; normalised like a typed one but never refused for its date.
    package init?(stored: String) {
        switch DossierCodeReader.read(stored, today: nil) {
        case .recognised(let code), .unknownShape(let code): self = code
        case .empty, .impossibleDate, .futureDate, .tooLong: return nil
        }
    }
}

extension DossierCode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Masked.
    package var description: String { "DossierCode(••••)" }
    /// Masked.
    package var debugDescription: String { description }
    /// Without children, so that `dump` and reflection show nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension DossierCode.Parts: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Masked.
    package var description: String { "DossierCode.Parts(••••)" }
    /// Masked.
    package var debugDescription: String { description }
    /// Without children, so that `dump` and reflection show nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// What became of a typed or scanned dossier code.
package enum DossierCodeReading: Equatable, Sendable {
    case recognised(DossierCode)
    /// Not a shape of the law; the backend is asked all the same.
    case unknownShape(DossierCode)
    case impossibleDate
    case futureDate
    case tooLong
    case empty
}
