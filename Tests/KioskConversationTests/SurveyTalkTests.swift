import FoundationEssentials
import KioskTestSupport
import OfflineStore
import PracticeBackend
import PublicServices
import ServiceDesk
import Testing

@testable import KioskConversation

/// What becomes of answers when the citizen goes back, or goes away.
@Suite struct SurveyTalkTests {
    private func answers(_ stage: Stage) async throws -> [[String: String]] {
        try await stage.store.outbox.records(in: nil).map {
            try JSONDecoder().decode(SatisfactionRating.self, from: Data($0.payload)).answers
        }
    }

    private static let ways: [[ScriptedConsole.Input]] = [
        ["0", "0"], [.endOfInput], [.idle, .idle], [.hideNow], ["2", "1", "0", "0"],
    ]

    @Test(arguments: ways)
    func `who leaves after the required answers has rated all the same`(_ leaving: [ScriptedConsole.Input]) async throws
    {
        try await Stage.play { stage in
            let play = try await stage.visit(["4", "3", "2"] + leaving)
            #expect(play.text.contains("Bấm 0 hay bỏ đi thì máy"))
            let given = try await answers(stage)
            #expect(given.count == 1)
            #expect(given.first?["overall"] == "dissatisfied")
            #expect(given.first?["reason"] != nil)
            await stage.delivery.deliverDue()
            #expect(try await stage.backend.records().count == 1)
        }
    }

    @Test func `who leaves before the first answer, or takes it back, has given nothing`() async throws {
        try await Stage.play { stage in
            _ = try await stage.visit(["4", "0", "4", "3", "9", "0", "4", .idle, .idle])
            #expect(try await answers(stage).isEmpty)
        }
    }

    @Test(arguments: [["0", "0"], [.idle, .idle], [.endOfInput]] as [[ScriptedConsole.Input]])
    func `who is dissatisfied and leaves before saying why counts as who is satisfied does`(
        _ leaving: [ScriptedConsole.Input]
    ) async throws {
        try await Stage.play { stage in
            _ = try await stage.visit(["4", "3"] + leaving)
            #expect(try await answers(stage) == [["overall": "dissatisfied"]])
        }
    }

    @Test func `a rating left behind is the only one of its visit`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["4", "1", "0", "4", "1", "0"])
            #expect(play.text.contains("Lần dùng này đã có một đánh giá."))
            #expect(try await answers(stage).count == 1)
        }
    }

    @Test func `back goes to the question before, and the changed answer counts`() async throws {
        try await Stage.play { stage in
            // Not satisfied, back twice out of the survey; then not satisfied, a reason, and both taken back.
            let play = try await stage.visit([
                "4", "3", "9", "9", "4", "3", "2", "9", "9", "1", "2", "1", "9", "9", "1", "0", "0",
            ])
            #expect(play.faults.isEmpty)
            let given = try await answers(stage)
            #expect(given == [["overall": "very"]])
        }
    }
}

@Suite struct RatingSheetTests {
    private let survey = Play.survey

    @Test func `every step that was taken can be taken back, down to an empty sheet`() throws {
        var sheet = RatingSheet(survey: survey)
        var steps: [RatingSheet.Step] = []
        while sheet.next != .comment, sheet.next != .complete {
            steps.append(sheet.next)
            switch sheet.next {
            case .question(let question):
                sheet.answer(question, steps.count.isMultiple(of: 2) ? nil : question.options[0].value)
            case .offer: sheet.decide(more: true)
            case .comment, .complete: break
            }
        }
        #expect(steps.count == 3)
        for step in steps.reversed() {
            let wasTaken = sheet.takeBack()
            #expect(wasTaken)
            #expect(sheet.next == step)
        }
        #expect(sheet.answers.isEmpty && sheet.number == 1)
        let wasTaken = sheet.takeBack()
        #expect(!wasTaken)
    }
}
