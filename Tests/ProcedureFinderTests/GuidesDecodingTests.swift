import ProcedureFinder
import PublicServices
import Testing
import Yams

@Suite struct `A guide's file` {
    static let file = """
        id: sample
        title: {vi: Sinh con, en: A birth}
        remark: keys nobody knows are ignored
        questions:
          - id: foreign
            text: {vi: "Có ai là người nước ngoài?", en: "Is anyone a foreigner?"}
            options:
              - {value: yes, text: {vi: Có, en: Yes}, next: [{before: 2025-07-01, to: ask}, {to: born}]}
              - {value: no, text: {vi: Không, en: No}, next: born}
            unknown: ask
          - id: born
            text: {vi: "Sinh ngày nào?", en: "Born when?"}
            day: [{olderThanDays: 60, to: ask}, {atLeastYears: 0, from: 2020-01-01, to: done}, {to: done}]
            unknown: ask
        outcomes:
          - {id: done, procedures: [1.010380, "2.000528"], advice: {vi: "Nộp tại xã.", en: "Apply."}}
          - {id: ask, desk: true, advice: {vi: "Hỏi tại quầy.", en: "Ask."}}
        scenarios:
          - {today: 2026-11-23, answers: {foreign: no, born: 2026-11-01}, expect: done}
          - {answers: {foreign: unknown}, expect: ask}
        """

    @Test func `decodes with all it leaves out`() throws {
        let guide = try YAMLDecoder().decode(Guide.self, from: Self.file)
        #expect(guide.keywords.isEmpty)
        #expect(guide.questions.map(\.asksForDay) == [false, true])
        #expect(guide.procedures.map(\.text) == ["1.010380", "2.000528"])
        #expect(guide.outcome("ask")?.procedures == [])
        #expect(
            guide.scenarios.first?.answers == ["foreign": .choice("no"), "born": .day(GuidesSample.day("2026-11-01"))])
        #expect(guide.scenarios.map(\.hasUnknown) == [false, true])
        #expect(guide.faults(knownCodes: nil).isEmpty)
    }

    @Test func `comes back the same when written and read`() throws {
        let guide = try YAMLDecoder().decode(Guide.self, from: Self.file)
        let again = try YAMLDecoder().decode(Guide.self, from: YAMLEncoder().encode(guide))
        #expect(again == guide)
    }

    @Test(arguments: ["id: a", "", "[]", "id: a\ntitle: x\nquestions: []\noutcomes: []", "before: 2025-02-30"])
    func `that is no guide is an error, never a guide`(text: String) {
        #expect(throws: (any Error).self) { try YAMLDecoder().decode(Guide.self, from: text) }
    }

    @Test func `falls back to Vietnamese where a language is missing`() {
        let text = GuideText(["vi": "Có"])
        #expect(text.text(in: "en") == "Có")
        #expect(GuideText([:]).text(in: "vi") == "")
        #expect(text.missing(of: ["vi", "en"]) == ["en"])
    }
}
