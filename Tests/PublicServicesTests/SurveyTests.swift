import FoundationEssentials
import Testing

@testable import PublicServices

struct SurveyTests {
    private func option(_ value: String) -> Survey.Option {
        Survey.Option(value: value, text: ["vi": "Có", "en": "Yes"])
    }

    private func question(_ id: String, after: [String: [String]] = [:]) -> Survey.Question {
        Survey.Question(
            id: id, text: ["vi": "Thế nào?", "en": "How?"], options: [option("good"), option("bad")],
            isRequired: true, onlyAfter: after
        )
    }

    private func survey(_ questions: Survey.Question...) -> Survey {
        Survey(id: "hai-long", version: 1, questions: questions)
    }

    private func faults(_ questions: Survey.Question...) -> [String] {
        Survey(id: "hai-long", version: 1, questions: questions).faults(languages: ["vi", "en"])
    }

    @Test func `a sound survey has no faults`() {
        #expect(faults(question("overall"), question("reason", after: ["overall": ["bad"]])).isEmpty)
    }

    @Test func `a survey without questions or id is named`() {
        #expect(faults() == ["no questions"])
        #expect(
            Survey(id: "", version: 1, questions: [question("a")]).faults(languages: []) == ["the survey has no id"])
    }

    @Test func `a question that stands twice is named`() {
        #expect(faults(question("a"), question("a")) == ["question a stands twice"])
    }

    @Test(arguments: [0, 1, 7])
    func `too few and too many answers are named`(count: Int) {
        var bent = question("a")
        bent.options = (0..<count).map { option("\($0)") }
        #expect(faults(bent) == ["question a: 2 to 6 options"])
    }

    @Test func `an answer that stands twice is named`() {
        var bent = question("a")
        bent.options[1].value = "good"
        #expect(faults(bent) == ["question a: an answer stands twice"])
    }

    @Test func `a missing and an empty text are named`() {
        var missing = question("a")
        missing.text["en"] = nil
        #expect(faults(missing) == ["question a: no text in en"])
        var empty = question("a")
        empty.options[0].text["vi"] = "  "
        #expect(faults(empty) == ["question a: no text in vi"])
    }

    @Test(arguments: [
        ["later": ["good"]], ["nobody": ["good"]], ["overall": ["so-so"]], ["overall": []], ["reason": ["good"]],
    ])
    func `a condition that can never hold is named`(after: [String: [String]]) {
        let faults = faults(question("overall"), question("reason", after: after), question("later"))
        #expect(faults == ["question reason: onlyAfter names an unknown question or answer"])
    }

    @Test func `a question is asked only after its answers`() {
        let reason = question("reason", after: ["overall": ["bad"], "time": ["bad"]])
        #expect(reason.isAsked(after: ["overall": "bad", "time": "bad"]))
        #expect(!reason.isAsked(after: ["overall": "bad"]))
        #expect(!reason.isAsked(after: ["overall": "good", "time": "bad"]))
        #expect(question("overall").isAsked(after: [:]))
    }

    @Test func `JSON goes there and back`() throws {
        let survey = survey(question("overall"), question("reason", after: ["overall": ["bad"]]))
        #expect(try JSONDecoder().decode(Survey.self, from: JSONEncoder().encode(survey)) == survey)
    }

    @Test func `a rating holds answers and nothing about the person`() throws {
        let rating = SatisfactionRating(
            survey: survey(question("overall")), answers: ["overall": "good"], day: try day("2026-11-23"),
            kiosk: "kiosk-1"
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(
            String(decoding: try encoder.encode(rating), as: UTF8.self)
                == #"{"answers":{"overall":"good"},"day":"2026-11-23","kiosk":"kiosk-1","survey":"hai-long","surveyVersion":1}"#
        )
        #expect(try JSONDecoder().decode(SatisfactionRating.self, from: encoder.encode(rating)) == rating)
    }
}

struct CommentTests {
    @Test(arguments: [
        "Cán bộ nhiệt tình", "Chờ 45 phút, 3 lần", "Phí 50.000 đồng", "Ngày 12/05/2024", "Phòng 12345678", "",
    ])
    func `an ordinary comment is taken`(text: String) throws {
        #expect(try Comment.checked("  \(text)\n") == text)
    }

    @Test(arguments: [
        "0912345678", "gọi 0912 345 678 nhé", "0912.345.678", "0912-345-678", "CCCD 058099001234", "(0912) 345678",
        "０９１２３４５６７８", "0912\u{200B}345\u{200B}678", "0912–345–678", "091\u{00A0}234\u{00A0}567", "٠٩١٢٣٤٥٦٧٨",
        "tk 123456789",
    ])
    func `nine digits in a row look personal`(text: String) {
        #expect(throws: Comment.Refusal.looksPersonal) { try Comment.checked(text) }
    }

    @Test func `500 characters are the most`() throws {
        #expect(try Comment.checked(String(repeating: "ế", count: Comment.longest)).count == 500)
        #expect(throws: Comment.Refusal.tooLong) { try Comment.checked(String(repeating: "a", count: 501)) }
    }
}
