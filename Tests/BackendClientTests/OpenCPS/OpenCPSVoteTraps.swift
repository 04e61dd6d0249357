import BackendFaults
import KioskTestSupport
import PublicServices
import ServiceDesk
import Testing

@testable import BackendClient

/// Traps 20 and 21 of research/opencps-wire.md §7: votes that count twice when they are sent twice.
@Suite struct OpenCPSVoteTraps {
    @Test func `trap 20: a rating is one vote with our mark, and its receipt has the site's number`() async throws {
        try await withSite { backend, server in
            let record = try OpenCPSSample.rating(["overall": "dissatisfied"], comment: "Chờ lâu")
            let receipt = try await backend.submit(record)
            #expect(receipt.number == "55000")
            #expect(receipt.digest == record.digest)
            #expect(server.votes.map(\.choice) == [3])
            #expect(server.votes.first?.comment == "Chờ lâu \(VoteMark(record.id).text)")
        }
    }

    @Test func `trap 20: a vote whose answer was lost is found before it is sent again`() async throws {
        var habits = OpenCPSServer.Habits()
        habits.lostVotes = 1
        try await withSite(habits) { backend, server in
            let record = try OpenCPSSample.rating(["overall": "satisfied"])
            await #expect(throws: BackendError.self) { try await backend.submit(record) }
            let receipt = try await backend.receipt(for: record)
            #expect(receipt?.number == "55000")
            let other = try await backend.receipt(for: try OpenCPSSample.rating(["overall": "satisfied"]))
            #expect(other == nil)
            #expect(server.votes.count == 1, "counted once")
        }
    }

    @Test func `trap 20: a rating of two votes that was cut off goes on with the second`() async throws {
        try await withSite(change: { $0.votes = ["time": "Thời gian giải quyết"] }) { backend, server in
            server.change { $0.replies["/postal/votings/9102/results"] = http(500) }
            let record = try OpenCPSSample.rating(["overall": "satisfied", "time": "onTime"])
            await #expect(throws: BackendError.self) { try await backend.submit(record) }
            server.change { $0.replies = [:] }
            let whole = try await backend.receipt(for: record)
            #expect(whole == nil)
            let receipt = try await backend.submit(record)
            #expect(receipt.number == "55000")
            #expect(server.votes.map(\.question) == [9101, 9102])
            #expect(await backend.votesTaken.isEmpty, "what has its receipt is not remembered any longer")
        }
    }

    @Test func `trap 20: questions that were renumbered are listed again`() async throws {
        var habits = OpenCPSServer.Habits()
        habits.renumbers = true
        try await withSite(habits) { backend, server in
            _ = try await backend.submit(try OpenCPSSample.rating(["overall": "satisfied"]))
            #expect(server.votes.map(\.question) == [9111])
        }
    }

    @Test func `trap 20: a vote on a question that is gone is kept for later`() async throws {
        var habits = OpenCPSServer.Habits()
        habits.replies["/postal/votings/9101/results"] = json("{}")
        try await withSite(habits) { backend, _ in
            let error = await #expect(throws: BackendError.self) {
                try await backend.submit(try OpenCPSSample.rating(["overall": "satisfied"]))
            }
            #expect(error?.code == .conflict)
        }
    }

    @Test func `an answer that the site has no choice for is not sent as another`() async throws {
        try await withSite(change: { $0.votes = ["time": "Thời gian giải quyết"] }) { backend, server in
            // The site has one choice, the survey two; by its words the first fits, the second does not.
            _ = try await backend.submit(try OpenCPSSample.rating(["overall": "satisfied", "time": "onTime"]))
            _ = try await backend.submit(try OpenCPSSample.rating(["overall": "satisfied", "time": "late"]))
            #expect(server.votes.map(\.choice) == [2, 1, 2])
        }
    }

    @Test func `ratings that the site cannot take wait for the operator`() async throws {
        try await withSite(change: { $0.votingAgency = nil }) { backend, server in
            let error = await #expect(throws: BackendError.self) {
                try await backend.submit(try OpenCPSSample.rating(["overall": "satisfied"]))
            }
            #expect(error?.code == .notOffered)
            #expect(server.seen.isEmpty)
        }
        try await withSite { backend, _ in
            let error = await #expect(throws: BackendError.self) {
                try await backend.submit(try OpenCPSSample.rating(["time": "late"]))
            }
            #expect(error?.code == .rejected)
            let report = try Sample.record(.pageReport)
            let other = await #expect(throws: BackendError.self) { try await backend.submit(report) }
            #expect(other?.code == .notOffered)
        }
    }

    @Test func `trap 21: a wrong secret counts against the limits of the kiosk, and then nobody is told more`()
        async throws
    {
        try await withSite { backend, _ in
            let clock = ManualClock(fixedNow)
            let desk = LookupDesk(
                backend: backend, cache: MemoryCache(),
                admission: LookupGuard(ledger: MemoryLedger(), limits: LookupLimits(), clock: clock),
                clock: clock, refusalStep: .zero, logger: silent)
            let code = try OpenCPSSample.code()
            for pin in 0..<5 {
                let visit = VisitLookups()
                let answer = await desk.payment(of: code, secondFactor: .printedSecret("000\(pin)"), visit: visit)
                #expect(answer == .notFound)
            }
            let right = await desk.payment(of: code, secondFactor: OpenCPSSample.secret, visit: VisitLookups())
            #expect(right == .notFound)
        }
    }
}
