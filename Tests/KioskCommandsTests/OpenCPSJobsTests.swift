import BackendFaults
import FoundationEssentials
import Testing

/// The four jobs with the real program against a site of OpenCPS v2.
@Suite struct OpenCPSJobsTests {
    private let kiosk: KioskProgram

    init() throws { kiosk = try KioskProgram() }

    private func environment(_ server: OpenCPSServer) -> [String] {
        [
            "KIOSK_BACKEND_KIND=opencps", "KIOSK_BACKEND_URL=\(server.address)",
            "KIOSK_BACKEND_GROUP_ID=\(OpenCPSServer.groupID)", "KIOSK_BACKEND_VOTING_AGENCY=UBNDX01",
        ]
    }

    private func withSite(
        _ habits: OpenCPSServer.Habits = OpenCPSServer.Habits(),
        _ body: ([String], OpenCPSServer) async throws -> Void
    ) async throws {
        let server = try OpenCPSServer(habits)
        defer { server.stop() }
        try await body(environment(server), server)
    }

    @Test func `job 1: the site's procedures are synced once and found`() async throws {
        try await withSite { environment, _ in
            let sync = try await kiosk.run(["sync"], environment: environment)
            #expect(sync.output.contains("catalogue: 53 procedures received"), "\(sync)")
            let again = try await kiosk.run(["sync"], environment: environment)
            #expect(again.output.contains("catalogue: unchanged"), "\(again)")
            let found = try await kiosk.run(["find", "khai", "sinh"], environment: environment)
            #expect(found.output.hasPrefix("1.001193  Đăng ký khai sinh"), "\(found)")
            let page = try await kiosk.run(["procedure", "1.001193"], environment: environment)
            #expect(page.output.contains("Giấy chứng sinh") && !page.output.contains("<"))
        }
    }

    @Test func `job 2: a dossier by its code, with its secret, and by its slip`() async throws {
        try await withSite { environment, _ in
            let open = try await kiosk.run(["dossier", "UBX01.240612.00118", "--json"], environment: environment)
            #expect(open.output.contains(#""degree":"inProgress""#) && !open.output.contains("detail"), "\(open)")
            let whole = try await kiosk.run(
                ["dossier", "UBX01.240612.00118", "--second-factor", "--json"], input: "4711\n",
                environment: environment)
            #expect(whole.output.contains(#""procedureName":"Đăng ký khai sinh""#), "\(whole)")
            let slip = try await kiosk.run(
                ["dossier", "-", "--json"], input: "D-4711-510233\n", environment: environment)
            #expect(slip.output.contains(#""dueOn":"2026-06-19""#), "\(slip)")
            let wrong = try await kiosk.run(
                ["dossier", "UBX01.240612.00118", "--second-factor"], input: "0000\n", environment: environment)
            #expect(wrong.status == 1)
            for run in [open, whole, slip, wrong] {
                for word in OpenCPSServer.planted { #expect(!(run.output + run.errors).contains(word)) }
            }
        }
    }

    @Test func `job 3: a payment by way of its dossier, and no promise to find one by its reference`() async throws {
        try await withSite { environment, _ in
            let paid = try await kiosk.run(
                ["payment", "--of-dossier", "UBX01.240612.00118", "--json"], input: "4711\n", environment: environment)
            #expect(paid.output.contains(#""outcome":"paid""#) && paid.output.contains(#""amount":8000"#), "\(paid)")
            let page = try await kiosk.run(
                ["payment", "--of-dossier", "UBX01.240612.00118"], input: "4711\n", environment: environment)
            #expect(page.output.contains("ĐÃ NỘP"), "\(page)")
            let reference = try await kiosk.run(["payment", "MAU0001"], environment: environment)
            #expect(reference.status == 3)
            #expect(reference.output.contains("Tỉnh chưa mở việc này"), "\(reference)")
        }
    }

    @Test func `job 4: a rating is one vote, also when the answer to it was lost`() async throws {
        var habits = OpenCPSServer.Habits()
        habits.lostVotes = 1
        try await withSite(habits) { environment, server in
            let rated = try await kiosk.run(
                ["rate", "--answer", "overall=satisfied", "--json"], environment: environment)
            #expect(rated.output.contains(#""state":"kept""#), "\(rated)")
            #expect(server.votes.count == 1)
            let sync = try await kiosk.run(["sync"], environment: environment)
            #expect(sync.output.contains("outbox: 1 sent now, 0 waiting"), "\(sync)")
            #expect(server.votes.map(\.choice) == [2], "counted once")
        }
    }

    @Test func `job 4: a site that counts a vote long after the kiosk stopped waiting has it once`() async throws {
        var habits = OpenCPSServer.Habits()
        habits.lateVotes = 1
        try await withSite(habits) { environment, server in
            let rated = try await kiosk.run(
                ["rate", "--answer", "overall=satisfied", "--json"], environment: environment)
            #expect(rated.output.contains(#""state":"kept""#), "\(rated)")
            // The next process, and one of an operator who is in a hurry, ask for the vote and do not give another.
            let next = try await kiosk.run(["sync"], environment: environment)
            #expect(next.output.contains("outbox: 0 sent now, 1 waiting"), "\(next)")
            _ = try await kiosk.run(["outbox", "retry"], environment: environment)
            _ = try await kiosk.run(["sync"], environment: environment)
            server.countLateVotes()
            _ = try await kiosk.run(["outbox", "retry"], environment: environment)
            let last = try await kiosk.run(["sync"], environment: environment)
            #expect(last.output.contains("outbox: 1 sent now, 0 waiting"), "\(last)")
            #expect(server.votes.count == 1)
            #expect(try await kiosk.run(["outbox", "list"], environment: environment).output.isEmpty)
        }
    }

    @Test func `in a visit the province's own ways are offered`() async throws {
        try await withSite { environment, server in
            let talk = "3\nUBX01.240612.00118\n1\n4711\n1\n0\n2\nUBX01.240612.00118\n1\n4711\n1\n0\n2\nD-4711-510233\n"
            let visit = try await kiosk.run(["visit"], input: talk, environment: environment)
            #expect(visit.output.contains("Tỉnh này tra khoản nộp theo mã hồ sơ"), "\(visit)")
            #expect(visit.output.contains("mã tra cứu (mật khẩu) in trên giấy hẹn"))
            #expect(visit.output.contains("ĐÃ NỘP"))
            #expect(visit.output.contains("Đăng ký khai sinh"))
            server.change { $0.closesSearch = true }
            let closed = try await kiosk.run(
                ["visit"], input: "2\nUBX01.240612.001180\n1\n1\n", environment: environment)
            #expect(closed.output.contains("xin quét mã vạch đó"), "\(closed)")
            for word in OpenCPSServer.planted { #expect(!(visit.output + closed.output).contains(word)) }
        }
    }

    @Test func `without a group id the configuration is named`() async throws {
        try await withSite { environment, _ in
            let run = try await kiosk.run(["sync"], environment: environment.filter { !$0.contains("GROUP_ID") })
            #expect(run.status == 2)
            #expect(run.errors.contains("backend.groupId"), "\(run)")
        }
    }
}
