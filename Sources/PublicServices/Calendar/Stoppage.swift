/// A time in which the agency's clock stands still, because it waits for papers or money from the citizen.
package struct Stoppage: Hashable, Codable, Sendable {
    /// The day on which the agency asked; it still counts as the agency's own.
    package var askedOn: CalendarDay
    /// The day on which the citizen handed in; the agency's time goes on with the next one.
    package var answeredOn: CalendarDay

    /// A stoppage; one that ends before it begins stops nothing.
    package init(askedOn: CalendarDay, answeredOn: CalendarDay) {
        self.askedOn = askedOn
        self.answeredOn = answeredOn
    }

    /// Whether the clock stands still on a day.
    package func contains(_ day: CalendarDay) -> Bool { askedOn < day && day <= answeredOn }

    /// The stoppages without overlaps, so that no day is taken off twice.
    static func merged(_ stoppages: [Stoppage]) -> [Span] {
        var spans: [Span] = []
        for pause in stoppages.sorted(by: { $0.askedOn < $1.askedOn }) where pause.askedOn < pause.answeredOn {
            if let last = spans.last, pause.askedOn.number <= last.through {
                spans[spans.count - 1].through = max(last.through, pause.answeredOn.number)
            } else {
                spans.append(Span(after: pause.askedOn.number, through: pause.answeredOn.number))
            }
        }
        return spans
    }
}

/// Day numbers after one day up to and with another.
struct Span: Equatable {
    var after: Int
    var through: Int

    func contains(_ number: Int) -> Bool { after < number && number <= through }

    func overlap(with other: Span) -> Span? {
        let common = Span(after: max(after, other.after), through: min(through, other.through))
        return common.after < common.through ? common : nil
    }
}
