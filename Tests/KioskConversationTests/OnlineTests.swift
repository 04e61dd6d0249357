import KioskTestSupport
import PracticeBackend
import PublicServices
import Testing

@testable import KioskConversation

/// The four jobs with a real backend over HTTP and a real store.
@Suite struct OnlineTests {
    @Test func `a mother looks for the registration of a birth`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "1", "khai sinh", "1", "1", "1", "2", "1", "3", "2", "1", "4", "1", "8", "0", "0",
            ])
            expect(play, isTranscript: "find-online")
        }
    }

    @Test func `a man who does not like typing chooses by level and field`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["1", "1", "1", "1", "1", "1", "9", "9", "2", "1", "1", "0", "0"])
            expect(play, isTranscript: "browse-online")
        }
    }

    @Test func `somebody knows only the agency, and comes back for what is most viewed here`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["1", "1", "2", "2", "1", "9", "9", "1", "2", "9", "9", "9", "0", "0"])
            expect(play, isTranscript: "browse-agency")
            for _ in 0..<2 { _ = try await stage.visit(["1", "kết hôn", "1", "0", "1", "khai tử", "1", "0", "0"]) }
            let next = try await stage.visit(["1", "khai tử", "1", "0", "1", "1", "3", "1", "9", "2", "0", "0"])
            expect(next, isTranscript: "browse-most-asked")
        }
    }

    @Test func `an agency with many procedures is asked for by field, and a name without end is shortened`()
        async throws
    {
        let name = String(repeating: "Cơ quan mẫu số một, ", count: 30)
        let procedures = (1...14).compactMap { number in
            ProcedureCode("1.0000\(number + 10)").map { code in
                var procedure = Procedure(code: code, name: "Thủ tục mẫu số \(number)", levels: [.commune])
                procedure.field = number % 3 == 0 ? "Lĩnh vực mẫu A" : "Lĩnh vực mẫu B"
                procedure.agency = name
                return procedure
            }
        }
        try await Stage.play(procedures) { stage in
            let play = try await stage.visit(["1", "1", "2", "1", "2", "1", "0", "0"])
            expect(play, isTranscript: "browse-large-agency")
        }
    }

    @Test func `somebody answers the questions of a guide and goes back once`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "1", "2", "1", "2", "31/02/2026", "9", "2", "01/11/2026", "1", "9", "9", "1", "0", "0",
            ])
            expect(play, isTranscript: "guide-online")
        }
    }

    @Test func `somebody sees the answers given to a guide and changes one of them`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "1", "2", "1", "2", "01/11/2026", "2", "9", "2", "2", "9", "2", "01/08/2026", "3", "1", "1", "0", "0",
            ])
            expect(play, isTranscript: "guide-change")
        }
    }

    @Test func `words that a guide knows offer its questions first when no procedure is found`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "1", "thu tuc dang ky khai sinh, moi sinh con", "9", "nhà mới sinh con", "1", "2", "9", "9", "1", "0",
                "0",
            ])
            expect(play, isTranscript: "find-guide")
        }
    }

    @Test func `many guides are listed five at a time, and 9 goes back page by page`() async throws {
        let many = (1...13).map { PlayGuide.renamed("Việc mẫu số \($0)") }
        try await Stage.play(Play.procedures, { $0.guides = { many } }) { stage in
            let play = try await stage.visit(["1", "2", "6", "6", "3", "9", "9", "9", "9", "0", "0"])
            expect(play, isTranscript: "guide-list")
        }
    }

    @Test func `a guide asks for the person when it does not know on`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["1", "2", "1", "1", "9", "3", "1", "0", "0"])
            expect(play, isTranscript: "guide-person")
        }
    }

    @Test func `a dossier with missing papers is read back, asked and shown in full`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.missingPapers)
            let play = try await stage.visit(["2", .line(code), "1", "1007", "1", "1", "0", "0"])
            expect(play, isTranscript: "dossier-online")
        }
    }

    @Test func `without the four digits only the degree of completion is shown`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["2", .line(try stage.code(.onTime)), "1", "1", "0", "0"])
            expect(play, isTranscript: "dossier-public")
        }
    }

    @Test func `a late dossier says so and the agency is reminded`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.overdueWithApology)
            let play = try await stage.visit(["2", .line(code), "1", "1006", "2", "1", "0"])
            expect(play, isTranscript: "dossier-late")
        }
    }

    @Test func `a scanned slip needs neither read-back nor four digits`() async throws {
        try await Stage.play { stage in
            let slip = "https://mau.example/tra-cuu?MHS=\(try stage.code(.readyToCollect))&s=mau0012"
            let play = try await stage.visit(["2", .line(slip), "0", "0"])
            expect(play, isTranscript: "dossier-scanned")
        }
    }

    @Test func `a payment due is reached from its dossier`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.waitingForPayment)
            let play = try await stage.visit(["2", .line(code), "1", "1008", "1", "0", "0"])
            expect(play, isTranscript: "dossier-payment")
        }
    }

    @Test func `payments in all outcomes`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "3", "MAU0001", "1", "MAU0002", "2", "MAU0003", "1", "9", "9", "MAU0004", "1", "MAU0005", "1",
                "MAU9999", "0", "0",
            ])
            expect(play, isTranscript: "payment-online")
        }
    }

    @Test func `a dissatisfied citizen rates and adds a few words`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "4", "3", "1", "2", "3", "Gọi tôi số 0912345678", "Chờ lâu quá", "1", "4", "1", "0",
            ])
            expect(play, isTranscript: "rating-online")
            #expect(try await stage.backend.records().count == 1)
        }
    }

    @Test func `a citizen reports a difficulty to the province from the help page, once a visit`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "2", "7", "4", "3", "Gọi tôi 0912 345.678 nhé", "Phải đi ba lần", "1", "7", "4", "1", "0",
            ])
            expect(play, isTranscript: "difficulty-online")
            let records = try await stage.backend.records()
            #expect(records.map(\.kind) == ["difficulty-reports"])
            let payload = String(decoding: records.first?.payload ?? [], as: UTF8.self)
            #expect(payload.contains(#""reason":"visits""#) && !payload.contains("0912"))
        }
    }

    @Test func `a citizen reports a page that is unclear`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["1", "kết hôn", "1", "1", "1", "5", "2", "1", "0"])
            expect(play, isTranscript: "report-online")
        }
    }

    @Test func `the first time at the machine, and the person to ask`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["6", "7", "1", "4", "7", "9", "0"], startsAfterCrash: true)
            expect(play, isTranscript: "first-time")
        }
    }

    @Test func `all four jobs in English`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit([
                "5", "1", "khai sinh", "1", "1", "1", "0", "2", .line(try stage.code(.overdue)), "1", "1005", "0",
                "3", "MAU0001", "0", "4", "1", "1", "1", "0",
            ])
            expect(play, isTranscript: "english-online")
        }
    }
}
