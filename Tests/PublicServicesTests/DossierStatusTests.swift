import Testing

@testable import PublicServices

struct DossierStatusTests {
    @Test func `there are the ten states of the national portal`() {
        #expect(DossierState.allCases.map(\.rawValue) == Array(1...10))
    }

    @Test func `every state has its public degree of completion`() {
        let degrees: [DegreeOfCompletion] = [
            .received, .received, .finished, .inProgress, .waitingForYou, .waitingForYou, .finished, .finished,
            .finished, .finished,
        ]
        #expect(DossierState.allCases.map(\.degree) == degrees)
        #expect(DossierState.allCases.filter(\.isFinal) == [.refused, .withdrawn, .stopped, .returned])
    }

    @Test func `the public part holds the code and the degree only`() throws {
        let code = try #require(DossierCode(stored: "H43.12-240823-0001"))
        let detail = DossierDetail(state: .processing, procedureName: "Đăng ký khai sinh", agency: "UBND phường")
        let status = DossierStatus(code: code, degree: .inProgress, detail: detail)
        #expect(status.publicPart == DossierStatus(code: code, degree: .inProgress))
        #expect(status.publicPart.detail == nil)
    }

    @Test func `events and apologies hold what they are given`() throws {
        let event = DossierEvent(day: try day("2024-08-23"), state: .received)
        #expect(event.note == nil)
        #expect(Apology(text: "Xin lỗi", newDueOn: event.day).newDueOn == event.day)
    }
}

struct AccessPointTests {
    private let desk = Desk(name: "Quầy", phone: "0259", hours: "7:00-17:00")

    @Test func `sample values anywhere are noticed`() {
        var sample = desk
        sample.isSample = true
        #expect(!AccessPoint(id: "1", name: "A", desk: desk, hotline: desk).hasSampleValues)
        #expect(AccessPoint(id: "1", name: "A", desk: sample, hotline: desk).hasSampleValues)
        #expect(AccessPoint(id: "1", name: "A", desk: desk, hotline: sample).hasSampleValues)
    }

    @Test func `a notice is shown from its first to its last day`() throws {
        let notice = Notice(id: "1", text: ["vi": "Nghỉ lễ"], from: try day("2026-11-20"), until: try day("2026-11-24"))
        #expect(notice.isShown(on: try day("2026-11-20")))
        #expect(notice.isShown(on: try day("2026-11-24")))
        #expect(!notice.isShown(on: try day("2026-11-19")))
        #expect(!notice.isShown(on: try day("2026-11-25")))
        #expect(Notice(id: "2", text: [:], from: nil, until: nil).isShown(on: try day("2026-11-25")))
    }
}
