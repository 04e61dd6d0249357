package import FoundationEssentials
package import PublicServices

/// An answer to a citizen's question, with its origin and age.
package enum Answer<Value: Sendable>: Sendable {
    /// From the backend just now.
    case fresh(Value)
    /// From this kiosk's memory; `asOf` is when the backend said it.
    case saved(Value, asOf: Date)
    /// Asked, and there is none.
    case notFound
    /// Could not be asked, or may not be asked.
    case unavailable(Unavailability)

    package var value: Value? {
        switch self {
        case .fresh(let value), .saved(let value, _): value
        case .notFound, .unavailable: nil
        }
    }

    package func map<Other: Sendable>(_ transform: (Value) -> Other) -> Answer<Other> {
        switch self {
        case .fresh(let value): .fresh(transform(value))
        case .saved(let value, let asOf): .saved(transform(value), asOf: asOf)
        case .notFound: .notFound
        case .unavailable(let reason): .unavailable(reason)
        }
    }
}

extension Answer: Equatable where Value: Equatable {}

/// Why a question could not be asked, as far as a citizen needs to know.
package enum Unavailability: Equatable, Sendable {
    /// No connection, time-out, a captive portal, a broken answer, a failing server: it may work later.
    case cannotAsk
    /// This province's backend does not offer the question.
    case notOffered
    /// The kiosk's own store cannot be read or written.
    case storeFailed
}

/// A payment's last known outcome, for "last seen … at …"; never an answer.
package struct SeenPayment: Equatable, Sendable {
    package var outcome: PaymentOutcome
    package var asOf: Date

    package init(outcome: PaymentOutcome, asOf: Date) {
        self.outcome = outcome
        self.asOf = asOf
    }
}
