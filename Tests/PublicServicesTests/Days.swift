import Testing

@testable import PublicServices

/// A day that the test knows to exist.
func day(_ iso: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> CalendarDay {
    try #require(CalendarDay(iso: iso), sourceLocation: sourceLocation)
}

extension DossierCodeReading {
    var code: DossierCode? {
        switch self {
        case .recognised(let code), .unknownShape(let code): code
        case .impossibleDate, .futureDate, .tooLong, .empty: nil
        }
    }

    var recognisedText: String? {
        if case .recognised(let code) = self { code.text } else { nil }
    }
}
