/// Upper bounds of the classes into which times to an answer fall.
package enum AnswerTime {
    /// In seconds; the last class has none.
    package static let bounds = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8]

    /// The name of the class without an upper bound.
    package static let unbounded = "+Inf"

    /// The names of all classes, in order.
    package static let names = bounds.map(name) + [unbounded]

    /// The class of a time, by its upper bound: `0.25`, or `+Inf`.
    package static func name(of time: Duration) -> String {
        bounds.first { time.seconds <= $0 }.map(name) ?? unbounded
    }

    private static func name(_ bound: Double) -> String { bound < 1 ? "\(bound)" : "\(Int(bound))" }
}

/// The classes into which ages of saved answers fall.
package enum AnswerAge: String, CaseIterable, Sendable {
    case upToAnHour
    case upToSixHours
    case upToADay
    case older

    /// The class of an age in seconds.
    package init(seconds: Double) {
        self =
            switch seconds {
            case ...3600: .upToAnHour
            case ...21_600: .upToSixHours
            case ...86_400: .upToADay
            default: .older
            }
    }
}
