package import PublicServices

/// The shortest survey that the law allows, when none is given (Thông tư 32/2017/TT-BTTTT, Điều 12).
package enum SampleSurvey {
    package static let survey = Survey(
        id: "practice",
        version: 1,
        questions: [
            Survey.Question(
                id: "overall",
                text: ["vi": "Ông/bà hài lòng đến mức nào?", "en": "How satisfied are you?"],
                options: [
                    Survey.Option(value: "very", text: ["vi": "Rất hài lòng", "en": "Very satisfied"], points: 2),
                    Survey.Option(value: "satisfied", text: ["vi": "Hài lòng", "en": "Satisfied"], points: 1),
                    Survey.Option(
                        value: "dissatisfied", text: ["vi": "Chưa hài lòng", "en": "Not satisfied"], points: 0
                    ),
                ],
                isRequired: true
            ),
            Survey.Question(
                id: "reason",
                text: ["vi": "Điều gì khiến ông/bà chưa hài lòng?", "en": "What was not good?"],
                options: [
                    Survey.Option(value: "time", text: ["vi": "Chờ lâu hoặc trễ hẹn", "en": "Long wait or late"]),
                    Survey.Option(value: "papers", text: ["vi": "Bổ sung nhiều lần", "en": "Asked several times"]),
                    Survey.Option(value: "attitude", text: ["vi": "Thái độ phục vụ", "en": "Attitude of the staff"]),
                    Survey.Option(value: "other", text: ["vi": "Lý do khác", "en": "Another reason"]),
                ],
                isRequired: true,
                onlyAfter: ["overall": ["dissatisfied"]]
            ),
        ]
    )
}
