@testable import PublicServices

/// An office that receives the same number of dossiers every working day, and citizens who mistype one digit.
///
/// After research/security.md §1: such a slip names another real dossier in about one case of four.
struct SlipSimulation {
    let dossiersPerDay: Int
    let today: CalendarDay
    private let organisation = "H43.12"
    private let workdays: [CalendarDay]
    private let existing: Set<String>

    init(dossiersPerDay: Int, calendar: WorkingCalendar, today: CalendarDay) {
        let workdays = (1...365).map { today.adding(days: -$0) }.filter(calendar.isWorkingDay)
        let organisation = organisation
        self.dossiersPerDay = dossiersPerDay
        self.today = today
        self.workdays = workdays
        existing = Set(
            workdays.flatMap { day in
                (1...dossiersPerDay).map { Self.text(organisation, day, $0) }
            }
        )
    }

    /// What became of one slip.
    struct Slip {
        let meant: String
        let typed: String
        let reading: DossierCodeReading
        /// The slip names the dossier of somebody else.
        let isStrangers: Bool

        /// What the kiosk says back; the citizen compares it with the paper in hand.
        var readBack: [String] {
            guard let parts = reading.code?.parts else { return [reading.code?.text ?? ""] }
            return [parts.organisation, parts.receivedOn.written, parts.number]
        }
    }

    /// One of the last ten digits, date and running number, replaced by another.
    func slip(_ random: inout Seeded) -> Slip {
        let day = workdays.randomElement(using: &random) ?? today
        let meant = Self.text(organisation, day, Int.random(in: 1...dossiersPerDay, using: &random))
        var characters = Array(meant)
        let places = characters.indices.suffix(11).filter { characters[$0].isNumber }
        let place = places.randomElement(using: &random) ?? places[0]
        let digits = "0123456789".filter { $0 != characters[place] }
        characters[place] = digits.randomElement(using: &random) ?? "0"
        let typed = String(characters)
        let reading = DossierCodeReader.read(typed, today: today)
        let isStrangers = reading.code.map { existing.contains($0.text) } ?? false
        return Slip(meant: meant, typed: typed, reading: reading, isStrangers: isStrangers)
    }

    private static func text(_ organisation: String, _ day: CalendarDay, _ number: Int) -> String {
        let date = day.description.filter { $0 != "-" }.dropFirst(2)
        let digits = String(number)
        return "\(organisation)-\(date)-\(String(repeating: "0", count: 4 - digits.count))\(digits)"
    }
}
