import BackendFaults
import FoundationEssentials
import KioskTestSupport
import Logging
import PublicServices
import ServiceDesk
import Testing

@testable import BackendClient

/// Traps 22 to 26 of research/opencps-wire.md §7: privacy, safety and versions.
@Suite struct OpenCPSPrivacyTraps {
    /// Everything that the kiosk asks, with a log of every level.
    private func everything(_ body: (String, OpenCPSServer) throws -> Void) async throws {
        let lines = KeptLog.Lines()
        let logger = Logger(label: "test") { _ in KeptLog(lines: lines) }
        try await withSite(logger: logger) { backend, server in
            var told = ""
            for text in ["UBX01.240612.00118", "UBX01.240612.001180", "2406120009", "510233", "H43.12-240612-0003"] {
                let code = try OpenCPSSample.code(text)
                for factor in [nil, OpenCPSSample.secret, .printedSecret("AbC9")] as [SecondFactor?] {
                    told += "\(String(describing: try? await backend.dossier(code, secondFactor: factor)))"
                    guard let factor else { continue }
                    told += "\(String(describing: try? await backend.payment(of: code, secondFactor: factor)))"
                }
            }
            if case .whole(_, let stream) = try await backend.catalogue(held: nil) {
                for try await batch in stream { told += "\(batch)" }
            }
            let record = try OpenCPSSample.rating(["overall": "satisfied"])
            // Without their ids and digests, in which any four signs may stand by chance.
            told += "\(try await backend.submit(record).number)"
            told += "\(String(describing: try await backend.receipt(for: record)?.number))"
            for check in backend.endpointChecks { try? await check.ask() }
            try body(told + lines.all, server)
        }
    }

    @Test func `traps 22 and 23: planted secrets and persons are neither told nor logged`() async throws {
        try await everything { told, _ in
            #expect(told.contains("Đăng ký khai sinh"))
            for word in OpenCPSServer.planted + ["4711", "AbC9", "UBX01", "secretCode="] {
                #expect(!told.contains(word), "\(word)")
            }
        }
    }

    @Test func `trap 22: nothing personal is kept in the answers' cache`() async throws {
        try await withSite { backend, _ in
            let clock = ManualClock(fixedNow)
            let cache = MemoryCache()
            let desk = LookupDesk(
                backend: backend, cache: cache,
                admission: LookupGuard(ledger: MemoryLedger(), limits: LookupLimits(), clock: clock),
                clock: clock, logger: silent)
            let code = try OpenCPSSample.code()
            _ = await desk.dossier(code, secondFactor: OpenCPSSample.secret, visit: VisitLookups())
            let kept = try await cache.degree(of: code)
            #expect(kept?.degree == .inProgress)
        }
    }

    @Test func `trap 24: nothing but the requests of the list is ever sent`() async throws {
        let allowed: [(String, [String])] = [
            ("GET", ["/ping"]), ("GET", ["/serviceinfos"]), ("GET", ["/dossiers"]), ("GET", ["/dossiers/#"]),
            ("GET", ["/dossiers/#/sequences"]), ("GET", ["/dossiers/#/payment"]),
            ("GET", ["/postal/votings/govagency/UBNDX01"]), ("GET", ["/postal/votings/#/results"]),
            ("POST", ["/postal/votings/#/results"]),
        ]
        try await everything { _, server in
            #expect(server.seen.count > 30)
            for request in server.seen {
                let words = request.line.split(separator: " ")
                let path = words[1].split(separator: "?")[0].dropFirst(OpenCPSServer.base.count)
                let shape = path.split(separator: "/").map { Int64($0) == nil ? "/\($0)" : "/#" }.joined()
                #expect(allowed.contains { $0.0 == words[0] && $0.1.contains(shape) }, "\(words[0]) \(shape)")
            }
        }
    }

    @Test func `trap 24: whatever is typed stays a value and never becomes a path`() throws {
        var random = SeededGenerator(seed: 24)
        let signs = Array("/../?&=#%;\\ \"'{}<>\r\nABC019.-:@àđ漢")
        for _ in 0..<2000 {
            let typed = String(
                (0..<Int.random(in: 1...40, using: &random)).map { _ in
                    signs[Int.random(in: 0..<signs.count, using: &random)]
                })
            guard let code = DossierCode(stored: typed) else { continue }
            for endpoint in [
                OpenCPSEndpoint.dossiers(code: code), .questions(agency: typed), .payment(id: 7, secret: typed),
            ] {
                for server in [nil, "SERVER_X"] {
                    var site = OpenCPSSettings(groupID: 1)
                    site.serverCode = server
                    let request = endpoint.call.request(for: site, now: fixedNow)
                    let path = request.path.split(separator: "?")[0]
                    #expect(path.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
                    #expect(path.split(separator: "/").count == endpoint.depth(throughProxy: server != nil))
                    #expect(!request.template.contains(code.text) || code.text.utf8.count < 3)
                }
            }
        }
    }

    @Test func `trap 25: each request has the secret under the name that it wants, letter for letter`() async throws {
        try await withSite { backend, server in
            let code = try OpenCPSSample.code("UBX01.240612.001180")
            let loose = try await backend.payment(of: code, secondFactor: .printedSecret("abc9"))
            #expect(loose == nil)
            let exact = try await backend.payment(of: code, secondFactor: .printedSecret("AbC9"))
            #expect(exact == .nothingDue)
            let detail = try #require(server.seen.first { $0.line.contains("/dossiers/510234 ") })
            #expect(detail.has("\r\nsecretcode: abc9\r\n"))
            #expect(!detail.line.contains("abc9"))
            let payment = try #require(server.seen.last)
            #expect(payment.line.contains("/payment?secretCode=AbC9 "))
        }
    }

    @Test func `trap 26: a closed search is said so, and a scanned slip still works`() async throws {
        var habits = OpenCPSServer.Habits()
        habits.closesSearch = true
        try await withSite(habits) { backend, _ in
            let error = await #expect(throws: BackendError.self) {
                try await backend.dossier(OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            }
            #expect(error?.code == .notOffered)
            #expect(error?.detail.contains("captcha") == true)
            #expect(backend.capabilities.dossierBySlip)
            let slip = try await backend.dossier(OpenCPSSample.code("510233"), secondFactor: OpenCPSSample.secret)
            #expect(slip?.detail?.state == .processing)
        }
    }

    @Test func `trap 26: a site's key is sent where it is wanted and nowhere else`() async throws {
        try await withSite(change: { $0.siteSecret = "S" }) { backend, server in
            _ = try await backend.dossier(OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            let withKey = server.seen.filter { $0.has("\r\nauthenkey: ") }
            #expect(withKey.count == 1)
            // md5 of "S1795428000000", the minute of 2026-11-23 10:00 UTC.
            #expect(withKey.first?.has("authenkey: 386527a1f91c1cbe8034e648fc16d006") == true)
        }
    }
}

extension OpenCPSEndpoint {
    /// Segments of its path.
    fileprivate func depth(throughProxy: Bool) -> Int {
        if throughProxy { return 1 }
        return switch self {
        case .dossiers: 1
        case .payment: 3
        default: 4
        }
    }
}
