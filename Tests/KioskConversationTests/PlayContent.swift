import ProcedureFinder
import PublicServices

extension Play {
    /// A small catalogue; plainly samples, except for codes and names.
    static let procedures: [Procedure] = [
        procedure("1.001193", "Thủ tục đăng ký khai sinh", "Birth registration") { procedure in
            procedure.summary = "Ghi tên con vào sổ hộ tịch và nhận Giấy khai sinh."
            procedure.fee = "Không mất phí khi đăng ký đúng hạn"
            procedure.processingTime = "Ngay trong ngày"
            procedure.serviceLevel = .full
            procedure.papers = [
                Paper(name: "Tờ khai đăng ký khai sinh theo mẫu", originals: 1),
                Paper(name: "Giấy chứng sinh", originals: 1),
                Paper(name: "Văn bản ủy quyền có chứng thực", originals: 1, case: "Khi nhờ người khác đi đăng ký"),
            ]
            procedure.steps = ["Nộp giấy tờ tại quầy hoặc trên mạng.", "Nhận Giấy khai sinh."]
            procedure.results = ["Giấy khai sinh"]
            procedure.legalBasis = ["Luật Hộ tịch 60/2014/QH13"]
        },
        procedure("1.000656", "Thủ tục đăng ký khai tử", "Death registration") { procedure in
            procedure.processingTime = "Ngay trong ngày"
        },
        procedure("1.000894", "Thủ tục đăng ký kết hôn", "Marriage registration") { $0.papers = [] },
        procedure("1.004222", "Đăng ký thường trú", "Permanent residence registration") { procedure in
            procedure.field = "Cư trú"
            procedure.agency = "Công an cấp xã"
            procedure.isRetired = true
        },
        procedure("2.001610", "Đăng ký thành lập doanh nghiệp tư nhân", nil) { procedure in
            procedure.field = "Thành lập và hoạt động doanh nghiệp"
            procedure.levels = [.province]
            procedure.agency = ""
            procedure.channels = []
            procedure.audience = [.business]
        },
    ]

    private static func procedure(
        _ code: String,
        _ name: String,
        _ english: String?,
        _ fill: (inout Procedure) -> Void
    ) -> Procedure {
        guard let code = ProcedureCode(code) else { preconditionFailure("\(code) is no code") }
        var procedure = Procedure(code: code, name: name, field: "Hộ tịch", levels: [.commune])
        procedure.englishName = english
        procedure.agency = "Ủy ban nhân dân cấp xã"
        procedure.audience = [.citizen]
        procedure.channels = [.counter, .online, .post]
        procedure.source = "dữ liệu mẫu"
        procedure.asOf = "2026-11-01"
        fill(&procedure)
        return procedure
    }

    /// One required question, one that follows it, two that may be left out.
    static let survey = Survey(
        id: "mau",
        version: 1,
        questions: [
            Survey.Question(
                id: "overall",
                text: ["vi": "Nhìn chung, ông/bà có hài lòng không?", "en": "Overall, how satisfied are you?"],
                options: [
                    option("very", "Rất hài lòng", "Very satisfied"), option("satisfied", "Hài lòng", "Satisfied"),
                    option("dissatisfied", "Chưa hài lòng", "Not satisfied"),
                ],
                isRequired: true
            ),
            Survey.Question(
                id: "reason",
                text: ["vi": "Điều gì làm ông/bà chưa hài lòng nhất?", "en": "What was not good?"],
                options: [
                    option("time", "Chờ lâu hoặc trễ hẹn", "Long wait"),
                    option("cost", "Phải trả thêm tiền", "Extra costs"),
                ],
                isRequired: true,
                onlyAfter: ["overall": ["dissatisfied"]]
            ),
            Survey.Question(
                id: "time",
                text: ["vi": "Kết quả có đúng hẹn không?", "en": "Was the result on time?"],
                options: [option("yes", "Đúng hẹn", "On time"), option("no", "Trễ hẹn", "Late")],
                isRequired: false
            ),
        ]
    )

    private static func option(_ value: String, _ vietnamese: String, _ english: String) -> Survey.Option {
        Survey.Option(value: value, text: ["vi": vietnamese, "en": english])
    }
}

/// A guide of two questions, one of them for a day.
enum PlayGuide {
    static let birth = Guide(
        id: "birth",
        title: GuideText(["vi": "Sinh con", "en": "A birth"]),
        keywords: ["sinh con", "em bé mới sinh"],
        questions: [
            GuideQuestion(
                id: "foreign",
                text: GuideText([
                    "vi": "Cha hoặc mẹ có phải là người nước ngoài không?",
                    "en": "Is the father or mother a foreigner?",
                ]),
                options: [option("yes", "Có", "Yes", to: "desk"), option("no", "Không", "No", to: "born")],
                unknown: GuideRoute(to: "several")
            ),
            GuideQuestion(
                id: "born",
                text: GuideText(["vi": "Bé sinh ngày nào?", "en": "When was the baby born?"]),
                day: GuideRoute(branches: [.init(to: "several", olderThanDays: 60), .init(to: "birth")]),
                unknown: GuideRoute(to: "several")
            ),
        ],
        outcomes: [
            outcome("birth", ["1.001193"], "Nộp tại xã. Không mất phí.", "Apply at the commune. There is no fee."),
            outcome(
                "several", ["1.001193", "1.004222"], "Có thể là một trong các thủ tục sau.", "It may be one of these.",
                desk: true
            ),
            outcome("desk", [], "Trường hợp này cần người xem giấy tờ.", "Somebody has to see the papers.", desk: true),
        ]
    )

    /// The same questions under another title.
    static func renamed(_ title: String) -> Guide {
        Guide(
            id: title, title: GuideText(["vi": title, "en": title]), questions: birth.questions,
            outcomes: birth.outcomes
        )
    }

    private static func option(
        _ value: String,
        _ vietnamese: String,
        _ english: String,
        to next: String
    ) -> GuideQuestion.Option {
        .init(value: value, text: GuideText(["vi": vietnamese, "en": english]), next: GuideRoute(to: next))
    }

    private static func outcome(
        _ id: String,
        _ codes: [String],
        _ vietnamese: String,
        _ english: String,
        desk: Bool = false
    ) -> GuideOutcome {
        GuideOutcome(
            id: id, procedures: codes.compactMap { ProcedureCode($0) },
            advice: GuideText(["vi": vietnamese, "en": english]), desk: desk
        )
    }
}
