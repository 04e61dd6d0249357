import BackendFaults
import FoundationEssentials
import PublicServices
import ServiceDesk
import Synchronization
import Testing

@testable import BackendClient

/// Traps 15 to 20 of research/opencps-wire.md §7: what answers mean.
@Suite struct OpenCPSMeaningTraps {
    @Test func `trap 15: a search by beginnings is compared exactly`() async throws {
        try await withSite { backend, _ in
            let short = try await backend.dossier(OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            #expect(short?.code == (try OpenCPSSample.code()))
            let beginning = try await backend.dossier(OpenCPSSample.code("UBX01.240612.0011"), secondFactor: nil)
            #expect(beginning == nil)
            let error = await #expect(throws: BackendError.self) {
                try await backend.dossier(OpenCPSSample.code("H43.12-240612-0003"), secondFactor: nil)
            }
            #expect(error == BackendError(.badAnswer, detail: "several dossiers with one code"))
        }
    }

    @Test func `trap 15: a beginning with more hits than rows is not called unknown`() async throws {
        var habits = OpenCPSServer.Habits()
        habits.replies["/dossiers"] = json(#"{"total":90,"data":[{"dossierId":1,"dossierNo":"UBX01.240612.00118-1"}]}"#)
        try await withSite(habits) { backend, _ in
            _ = await #expect(throws: BackendError.self) {
                try await backend.dossier(OpenCPSSample.code(), secondFactor: nil)
            }
        }
    }

    @Test func `trap 16: no code ever stands in a path, only numbers that a search gave or a slip carries`()
        async throws
    {
        try await withSite { backend, server in
            let slip = try #require(ScannedSlip(scanned: "D-4711-510233"))
            let status = try await backend.dossier(OpenCPSSample.code(slip.code), secondFactor: slip.secondFactor)
            #expect(status?.code == (try OpenCPSSample.code()))
            _ = try await backend.dossier(OpenCPSSample.code("BGT-2020-0001"), secondFactor: OpenCPSSample.secret)
            for request in server.seen {
                let path = request.line.split(separator: " ")[1].split(separator: "?")[0]
                #expect(!path.contains("BGT"))
            }
        }
    }

    @Test func `trap 17: both ends of a page are always sent`() async throws {
        try await withSite { backend, server in
            _ = try await backend.catalogue(held: nil)
            _ = try await backend.dossier(OpenCPSSample.code(), secondFactor: nil)
            let lists = server.seen.map(\.line).filter { $0.contains("/serviceinfos") || $0.contains("/dossiers?") }
            #expect(lists.count == 3)
            #expect(lists.allSatisfy { $0.contains("start=") && $0.contains("&end=") && !$0.contains("end=0&") })
        }
    }

    @Test func `trap 18: the detail wins over the list`() async throws {
        var habits = OpenCPSServer.Habits()
        habits.replies["/dossiers"] = json(
            #"{"total":1,"data":{"dossierId":510236,"dossierNo":"H43.12-240612-0001","dossierStatus":"processing"}}"#)
        try await withSite(habits) { backend, _ in
            let code = try OpenCPSSample.code("H43.12-240612-0001")
            let open = try await backend.dossier(code, secondFactor: .printedSecret("1234"))
            #expect(open?.detail?.state == .finished)
            #expect(open?.degree == .finished)
            #expect(open?.detail?.collectAt == "UBND xã Ví Dụ")
        }
    }

    @Test func `trap 19: the list's result and dates are not read`() async throws {
        try await withSite { backend, _ in
            guard case .whole(_, let stream) = try await backend.catalogue(held: nil) else { throw Sample.Missing() }
            for try await batch in stream {
                #expect(batch.allSatisfy { $0.procedure.results.isEmpty && $0.procedure.asOf == nil })
            }
        }
    }

    @Test func `the catalogue is read in pages, and an unchanged one moves nothing`() async throws {
        try await withSite { backend, server in
            guard case .whole(let version, _) = try await backend.catalogue(held: nil) else { throw Sample.Missing() }
            guard case .unchanged = try await backend.catalogue(held: version) else { throw Sample.Missing() }
            server.change { $0.procedures = 52 }
            guard case .whole(let later, _) = try await backend.catalogue(held: version) else { throw Sample.Missing() }
            #expect(later != version)
        }
    }

    @Test func `the catalogue ends at its deadline, however many pages there are`() async throws {
        try await withSite(deadline: { $0.catalogue = .milliseconds(1) }) { backend, _ in
            let error = await #expect(throws: BackendError.self) { try await backend.catalogue(held: nil) }
            #expect(error?.code == .timedOut)
        }
    }

    @Test func `the catalogue's pages are bounded together, not only one by one`() throws {
        let page = try JSONDecoder().decode(
            OpenCPSPage<OpenCPSProcedure>.self,
            from: Data(#"{"total":51,"data":[{"serviceInfoId":1,"serviceCode":"1.001193","serviceName":"A"}]}"#.utf8))
        var list = OpenCPSProcedureList(source: "x", largest: 1_000)
        try list.add(page, bytes: 600)
        #expect(throws: BackendError(.badAnswer, detail: "list of procedures too large")) {
            try list.add(page, bytes: 600)
        }
        #expect(throws: BackendError.self, "one row twice hides another") { try list.procedures() }
    }

    @Test func `an answer that could be read tells the site's time, an error or a portal's page does not`() async throws
    {
        let noted = Mutex<[Date]>([])
        let date = ["Date: Tue, 24 Nov 2026 02:00:00 GMT"]
        try await withSite(noteDate: { date in noted.withLock { $0.append(date) } }) { backend, server in
            for reply in [
                http(200, asHTML + date, portalPage), http(200, asJSON + date, #"{"other":1}"#), http(503, date),
                http(403, asJSON + date, #"{"message":"No Content.","code":403}"#),
                http(200, asJSON + date + ["Age: 5"], #"{"total":0}"#),
            ] {
                server.change { $0.replies["/dossiers"] = reply }
                _ = try? await backend.dossier(OpenCPSSample.code(), secondFactor: nil)
            }
            #expect(noted.withLock { $0 }.isEmpty)
            server.change { $0.replies["/dossiers"] = http(200, asJSON + date, #"{"total":0}"#) }
            _ = try await backend.dossier(OpenCPSSample.code(), secondFactor: nil)
            #expect(noted.withLock { $0 } == [Date(timeIntervalSince1970: 1_795_485_600)])
        }
    }

    @Test func `steps are dated and without people, and a dossier without steps is shown all the same`() async throws {
        try await withSite { backend, _ in
            let status = try await backend.dossier(OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            #expect(status?.detail?.history.map(\.note) == ["Tiếp nhận", "Xử lý"])
            let bare = try await backend.dossier(
                OpenCPSSample.code("UBX01.240612.001180"), secondFactor: .printedSecret("abc9"))
            #expect(bare?.detail?.history.isEmpty == true)
            #expect(bare?.detail?.missingPapers == ["Bổ sung giấy chứng sinh", "Tờ khai"])
        }
    }

    @Test func `without the secret nothing but the degree is known`() async throws {
        try await withSite { backend, server in
            let status = try await backend.dossier(OpenCPSSample.code(), secondFactor: nil)
            #expect(status == DossierStatus(code: try OpenCPSSample.code(), degree: .inProgress))
            #expect(server.seen.count == 1)
        }
    }

    @Test(arguments: [
        (1, "", PaymentOutcome.unpaid), (2, "", .unpaid), (4, "", .unpaid), (3, "", .notArrived), (5, "", .paid),
        (2, "13/06/2024 08:00:00", .notArrived),
    ])
    func `the states of a payment say nothing too good`(
        _ status: Int, _ approved: String, _ outcome: PaymentOutcome
    ) async throws {
        var habits = OpenCPSServer.Habits()
        habits.replies["/dossiers/510233/payment"] = json(
            #"""
            {"referenceUid":"TT-000001","paymentStatus":\#(status),"feeAmount":8000,"shipAmount":"2000",
             "advanceAmount":1000,"approveDatetime":"\#(approved)"}
            """#)
        try await withSite(habits) { backend, _ in
            let answer = try await backend.payment(of: OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            guard case .payment(let payment) = answer else { throw Sample.Missing() }
            #expect(payment.outcome == outcome)
            #expect(payment.amount == 9000)
        }
    }

    @Test func `a paid payment is told with its receipt`() async throws {
        try await withSite { backend, _ in
            let answer = try await backend.payment(of: OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            guard case .payment(let payment) = answer else { throw Sample.Missing() }
            #expect(payment.amount == 8000 && payment.office == "UBND xã Ví Dụ" && payment.receiptNumber == "0000123")
            #expect(payment.paidAt.map(VietnamTime.clock) == "09:40")
        }
    }
}
