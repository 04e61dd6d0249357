import BackendFaults
import PublicServices
import ServiceDesk
import Testing

@testable import BackendClient

/// Traps 1 to 6 of research/opencps-wire.md §7: transport and negotiation.
@Suite struct OpenCPSTransportTraps {
    @Test func `trap 1: JSON is asked for, and XML in its place is a bad answer`() async throws {
        try await withSite { backend, server in
            _ = try await backend.dossier(OpenCPSSample.code(), secondFactor: nil)
            #expect(server.seen.allSatisfy { $0.has("\r\naccept: application/json\r\n") })
            server.change { $0.replies["/dossiers"] = http(200, ["Content-Type: application/xml"], "<data/>") }
            let error = await #expect(throws: BackendError.self) {
                try await backend.dossier(OpenCPSSample.code(), secondFactor: nil)
            }
            #expect(error?.code == .badAnswer)
            server.change { $0.replies["/dossiers"] = json(" <data><total>1</total></data>") }
            _ = await #expect(throws: BackendError.self) {
                try await backend.dossier(OpenCPSSample.code(), secondFactor: nil)
            }
        }
    }

    @Test func `trap 2: 203 refuses, 403 is not found, 204 is no payment`() async throws {
        try await withSite { backend, _ in
            let wrong = try await backend.dossier(OpenCPSSample.code(), secondFactor: .printedSecret("0000"))
            #expect(wrong == nil)
            let unknown = try await backend.dossier(OpenCPSSample.code("99999999"), secondFactor: OpenCPSSample.secret)
            #expect(unknown == nil)
            let none = try await backend.payment(
                of: OpenCPSSample.code("UBX01.240612.001180"), secondFactor: .printedSecret("AbC9"))
            #expect(none == .nothingDue)
        }
    }

    @Test(arguments: [
        (http(302, ["Location: /web/guest/login"], ""), BackendError.Code.captivePortal),
        (http(404, asHTML, "<html>Tomcat</html>"), .badAnswer),
        (http(403, asHTML, "<html>nginx</html>"), .refused),
        (http(401, asJSON, #"{"message":"permission denied","timestamp":1}"#), .refused),
        (http(500, asHTML, "<html>java.lang</html>"), .serverFailed),
        (http(502), .serverFailed),
        (http(200, asHTML, portalPage), .captivePortal),
    ])
    func `trap 2: pages of Liferay, Tomcat and nginx are no answers`(
        _ steps: [Step], _ code: BackendError.Code
    ) async throws {
        var habits = OpenCPSServer.Habits()
        habits.replies["/dossiers"] = steps
        try await withSite(habits) { backend, _ in
            let error = await #expect(throws: BackendError.self) {
                try await backend.dossier(OpenCPSSample.code(), secondFactor: nil)
            }
            #expect(error?.code == code)
            #expect(error?.detail.contains("java") == false)
        }
    }

    @Test(arguments: [
        #"{"error_code":-1,"message":[]}"#, #"{"error_code":"-1","message":"x"}"#,
        #"{"message":"No Content.","code":500,"description":"java.lang.NullPointerException"}"#, "{}", "[]", "7",
    ])
    func `trap 3: 200 with an error inside is no answer`(_ body: String) async throws {
        var habits = OpenCPSServer.Habits()
        habits.replies["/dossiers/510233"] = json(body)
        try await withSite(habits) { backend, _ in
            let error = await #expect(throws: BackendError.self) {
                try await backend.dossier(OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            }
            #expect(error?.code == .badAnswer)
        }
    }

    @Test func `trap 3: a refusal passed on as 200 is a refusal`() async throws {
        var habits = OpenCPSServer.Habits()
        habits.replies["/dossiers/510233"] = json(#"{"message":"Non-Authoritative Information.","code":203}"#)
        try await withSite(habits) { backend, _ in
            let status = try await backend.dossier(OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            #expect(status == nil)
        }
    }

    @Test(arguments: ["secretKey not sucess", "\"secretKey not sucess\""])
    func `trap 4: plain words in place of JSON are a wrong secret`(_ words: String) async throws {
        var habits = OpenCPSServer.Habits()
        habits.replies["/dossiers/510233"] = http(200, ["Content-Type: text/plain"], words)
        try await withSite(habits) { backend, server in
            let status = try await backend.dossier(OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            #expect(status == nil)
            server.change { $0.replies["/dossiers/510233"] = json("java.lang.Exception: x") }
            _ = await #expect(throws: BackendError.self) {
                try await backend.dossier(OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            }
        }
    }

    @Test func `trap 5: no cookie is ever sent back`() async throws {
        var habits = OpenCPSServer.Habits()
        habits.replies["/ping"] = http(200, ["Content-Type: text/plain", "Set-Cookie: JSESSIONID=1; Path=/"], "ok")
        try await withSite(habits) { backend, server in
            try await backend.reach()
            _ = try await backend.dossier(OpenCPSSample.code(), secondFactor: nil)
            #expect(server.seen.allSatisfy { !$0.has("\r\ncookie:") })
        }
    }

    @Test func `trap 6: another group sees nothing, and the check at the start says why`() async throws {
        try await withSite(change: { $0.groupID = 1 }) { backend, _ in
            let check = try #require(backend.endpointChecks.first { $0.name == "procedures" })
            let error = await #expect(throws: BackendError.self) { try await check.ask() }
            #expect(error?.detail.contains("groupId") == true)
        }
    }

    @Test func `trap 6: behind a portal's proxy the jobs are the same and no secret stands in an address`()
        async throws
    {
        try await withSite(change: { $0.serverCode = "SERVER_UBNDX01" }) { backend, server in
            let status = try await backend.dossier(OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            #expect(status?.detail?.state == .processing)
            let payment = try await backend.payment(of: OpenCPSSample.code(), secondFactor: OpenCPSSample.secret)
            #expect(payment != .nothingDue && payment != nil)
            #expect(server.seen.allSatisfy { $0.line == "POST /o/rest/v2/proxy HTTP/1.1" })
            #expect(server.seen.allSatisfy { String(decoding: $0.body, as: UTF8.self).contains("SERVER_UBNDX01") })
        }
    }
}
