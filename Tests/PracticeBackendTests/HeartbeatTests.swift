import BackendAPI
import NIOHTTP1
import PracticeBackend
import Testing

@Suite struct HeartbeatTests {
    private static let good =
        #"{"kiosk":"mau-01","version":"0.1.0","waiting":2,"parked":0,"lastVisit":"withinHour","uptimeSeconds":60}"#

    @Test func `a sign of life is noted and answered with the kiosk's name`() async throws {
        try await PracticeWorld.with { world in
            let answer = try await world.post(BackendPath.heartbeats, Self.good)
            #expect(answer.status == 200)
            #expect(try answer.body(HeartbeatReceiptBody.self).kiosk == "mau-01")
            #expect(answer.headers.first(name: "cache-control") == "no-store")
            #expect(world.backend.signOfLife(of: "mau-01")?.waiting == 2)
            #expect(world.backend.signOfLife(of: "mau-02") == nil)
            #expect(world.backend.traffic.requests(.heartbeats) == 1)
        }
    }

    @Test(arguments: [
        "{}", "[]", #"{"kiosk":"","version":"1","waiting":0,"parked":0,"lastVisit":"never","uptimeSeconds":1}"#,
        #"{"kiosk":"k","version":"1","waiting":-1,"parked":0,"lastVisit":"never","uptimeSeconds":1}"#,
        #"{"kiosk":"k","version":"1","waiting":0,"parked":0,"lastVisit":"09:13","uptimeSeconds":1}"#,
        #"{"kiosk":"k","version":"1","waiting":0,"parked":0,"lastVisit":"never","uptimeSeconds":"long"}"#,
    ])
    func `anything else is refused`(body: String) async throws {
        try await PracticeWorld.with { world in
            let answer = try await world.post(BackendPath.heartbeats, body)
            #expect(answer.status == 400)
            #expect(answer.problem == .invalidRequest)
        }
    }

    @Test func `nobody can read the signs of life back`() async throws {
        try await PracticeWorld.with { world in
            let answer = try await world.get(BackendPath.heartbeats)
            #expect(answer.status == 405)
            #expect(answer.headers.first(name: "allow") == "POST")
        }
    }
}
