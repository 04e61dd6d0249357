package import PublicServices

/// The question for a dossier.
///
/// It travels in the body of a POST so that no code stands in a URL or a log.
package struct DossierLookup: Equatable, Codable, Sendable {
    package var code: String
    /// Last four digits of the identity or telephone number on the dossier.
    package var lastFour: String?
    /// The secret in the QR code of the reception slip.
    package var printedSecret: String?

    package init(code: DossierCode, secondFactor: SecondFactor? = nil) {
        self.code = code.text
        switch secondFactor {
        case .lastFour(let digits): lastFour = digits
        case .printedSecret(let secret): printedSecret = secret
        case nil: break
        }
    }

    /// The second factor given; the printed secret counts when both are there.
    package var secondFactor: SecondFactor? {
        printedSecret.map(SecondFactor.printedSecret) ?? lastFour.map(SecondFactor.lastFour)
    }
}

extension DossierLookup: CustomStringConvertible, CustomReflectable {
    package var description: String { "DossierLookup(••••)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
