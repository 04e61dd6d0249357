import ProcedureFinder
import PublicServices

/// A small faultless guide for tests: foreign? → born when? → registered, late, or several.
enum GuidesSample {
    static let guide = guide()

    static func guide(
        questions: [GuideQuestion]? = nil, outcomes: [GuideOutcome]? = nil, scenarios: [GuideScenario] = []
    ) -> Guide {
        Guide(
            id: "sample",
            title: text("Sinh con"),
            keywords: ["sinh con"],
            questions: questions ?? [foreign, origin, born],
            outcomes: outcomes ?? [outcome("birth", "1.001193"), outcome("late", "1.001193"), several, abroad],
            scenarios: scenarios
        )
    }

    static let foreign = GuideQuestion(
        id: "foreign", text: text("Có ai là người nước ngoài không?"),
        options: [option("yes", to: "origin"), option("no", to: "born")], unknown: GuideRoute(to: "several")
    )
    static let origin = GuideQuestion(
        id: "origin", text: text("Người đó sống ở đâu?"),
        options: [
            option("here", to: "born"),
            GuideQuestion.Option(
                value: "there", text: text("Nước ngoài"),
                next: GuideRoute(branches: [
                    .init(to: "several", before: CalendarDay(year: 2025, month: 7, day: 1)), .init(to: "abroad"),
                ])
            ),
        ],
        unknown: GuideRoute(to: "born")
    )
    static let born = GuideQuestion(
        id: "born", text: text("Bé sinh ngày nào?"),
        day: GuideRoute(branches: [.init(to: "late", olderThanDays: 60), .init(to: "birth")]),
        unknown: GuideRoute(to: "several")
    )
    static let several = outcome("several", "1.001193", "2.000528")
    static let abroad = outcome("abroad", "2.000528")

    static func text(_ vietnamese: String) -> GuideText {
        GuideText(["vi": vietnamese, "en": "(\(vietnamese))"])
    }

    static func option(_ value: String, to next: String) -> GuideQuestion.Option {
        GuideQuestion.Option(value: value, text: text(value), next: GuideRoute(to: next))
    }

    static func outcome(_ id: String, _ codes: String..., desk: Bool = false) -> GuideOutcome {
        GuideOutcome(
            id: id, procedures: codes.compactMap { ProcedureCode($0) }, advice: text("Nộp tại xã."), desk: desk)
    }

    static func day(_ iso: String) -> CalendarDay {
        guard let day = CalendarDay(iso: iso) else { preconditionFailure("\(iso) is not a day") }
        return day
    }
}
