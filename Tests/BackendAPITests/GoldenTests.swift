import BackendAPI
import Foundation
import PublicServices
import Testing

@Suite struct GoldenTests {
    @Test func `a dossier with everything reads and writes as the golden file`() throws {
        let body = try WireJSON.body(DossierBody.self, from: Fixture.bytes("dossier-full.json"))
        let code = try #require(DossierCode(stored: "H43.12-261105-0006"))
        let status = try body.status(for: code)
        let detail = try #require(status.detail)
        #expect(status.degree == .inProgress)
        #expect(detail.state == .processing)
        #expect(detail.dueOn == CalendarDay(year: 2026, month: 11, day: 20))
        #expect(detail.history.count == 2)
        #expect(detail.apology?.newDueOn == CalendarDay(year: 2026, month: 11, day: 30))
        #expect(detail.paymentReference?.text == "MAU0003")
        #expect(try written(DossierBody(status)) == Fixture.text("dossier-full.json"))
    }

    @Test func `a dossier without a second factor holds code and degree only`() throws {
        let code = try #require(DossierCode(stored: "H43.12-261123-0001"))
        let body = try WireJSON.body(DossierBody.self, from: Fixture.bytes("dossier-public.json"))
        #expect(try body.status(for: code) == DossierStatus(code: code, degree: .received))
        #expect(
            try written(DossierBody(DossierStatus(code: code, degree: .received)))
                == Fixture.text("dossier-public.json"))
    }

    @Test func `a dossier in the forms of older systems is understood`() throws {
        let code = try #require(DossierCode(stored: "000.00.12.H43-261123-0004"))
        let body = try WireJSON.body(DossierBody.self, from: Fixture.bytes("dossier-old-forms.json"))
        let status = try body.status(for: code)
        let detail = try #require(status.detail)
        #expect(status.degree == .inProgress)
        #expect(detail.receivedOn?.description == "2026-11-05")
        #expect(detail.dueOn?.description == "2026-11-23")
        #expect(detail.finishedOn == nil)
        #expect(detail.collectUntil?.description == "2026-11-28")
        #expect(detail.amountDue == 16_000)
        #expect(detail.missingPapers.isEmpty)
        let day = try #require(CalendarDay(iso: "2026-11-06"))
        var local = DossierEvent(day: day, state: nil, note: "trạng thái riêng")
        local.stateText = "11"
        #expect(detail.history == [DossierEvent(day: day, state: .received), local])
        #expect(!(try written(body)).contains("Không Được Đọc"))
    }

    @Test(arguments: ["payment-unpaid.json", "payment-paid.json"])
    func `a payment reads and writes as the golden file`(file: String) throws {
        let body = try WireJSON.body(PaymentBody.self, from: Fixture.bytes(file))
        let reference = try #require(PaymentReference(typed: body.reference))
        let payment = try body.payment(for: reference)
        #expect(payment.outcome.rawValue == body.outcome)
        #expect(try written(PaymentBody(payment)) == Fixture.text(file))
    }

    @Test func `questions are written as the golden files`() throws {
        let code = try #require(DossierCode(stored: "H43.12-261123-0001"))
        let reference = try #require(PaymentReference(typed: "MAU0001"))
        let lookup = DossierLookup(code: code, secondFactor: .lastFour("1001"))
        #expect(try written(lookup) == Fixture.text("dossier-lookup.json"))
        #expect(try written(PaymentLookup(reference: reference)) == Fixture.text("payment-lookup.json"))
        let read = try WireJSON.body(DossierLookup.self, from: Fixture.bytes("dossier-lookup.json"))
        #expect(read.secondFactor == .lastFour("1001"))
        let secret = DossierLookup(code: code, secondFactor: .printedSecret("mau0001"))
        #expect(try written(secret).contains("\"printedSecret\":\"mau0001\""))
    }

    @Test func `receipt, health, notices, survey and problem keep their golden form`() throws {
        try expectGolden(ReceiptBody.self, "receipt.json")
        try expectGolden(HealthBody.self, "health.json")
        try expectGolden(NoticesBody.self, "notices.json")
        try expectGolden(SurveyBody.self, "survey.json")
        try expectGolden(ProblemDetails.self, "problem.json")
        try expectGolden(CatalogueChangesBody.self, "changes.json")
        try expectGolden(ReminderPayload.self, "reminder.json")
    }

    @Test func `a catalogue stream has a header and one procedure a line`() throws {
        var splitter = LineSplitter()
        var lines: [[UInt8]] = []
        for byte in try Fixture.bytes("catalogue.jsonl") { lines += try splitter.lines(adding: [byte]) }
        if let last = splitter.last() { lines.append(last) }
        #expect(lines.count == 2)
        let header = try WireJSON.body(CatalogueHeaderLine.self, from: lines[0])
        #expect(header == CatalogueHeaderLine(version: "p1", count: 1))
        #expect(try written(header) == String(decoding: lines[0], as: UTF8.self))
        let procedure = try WireJSON.body(Procedure.self, from: lines[1])
        #expect(procedure.code.text == "1.004222")
        #expect(try written(procedure) == String(decoding: lines[1], as: UTF8.self))
    }

    @Test func `survey and notices map to the domain and back`() throws {
        let survey = try WireJSON.body(SurveyBody.self, from: Fixture.bytes("survey.json")).survey
        #expect(survey.questions[1].onlyAfter == ["overall": ["not"]])
        #expect(survey.faults(languages: ["vi"]).isEmpty)
        let notices = try WireJSON.body(NoticesBody.self, from: Fixture.bytes("notices.json")).all
        #expect(notices.first?.until == CalendarDay(year: 2027, month: 1, day: 1))
        #expect(try written(SurveyBody(survey)) == Fixture.text("survey.json"))
        #expect(try written(NoticesBody(notices)) == Fixture.text("notices.json"))
    }

    private func expectGolden<Body: Codable>(_ type: Body.Type, _ file: String) throws {
        let body = try WireJSON.body(type, from: Fixture.bytes(file))
        #expect(try written(body) == Fixture.text(file))
    }

    private func written(_ body: some Encodable) throws -> String {
        String(decoding: try WireJSON.bytes(of: body), as: UTF8.self)
    }
}
