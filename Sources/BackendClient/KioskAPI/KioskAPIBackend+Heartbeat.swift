import BackendAPI
package import ServiceDesk

extension KioskAPIBackend {
    package func report(_ heartbeat: Heartbeat) async throws(BackendError) {
        var body = HeartbeatBody(
            kiosk: heartbeat.kiosk, version: heartbeat.version, lastVisit: heartbeat.lastVisit.rawValue,
            uptimeSeconds: min(heartbeat.uptimeSeconds, HeartbeatBody.largestNumber)
        )
        body.catalogueVersion = heartbeat.catalogueVersion.map { String($0.prefix(HeartbeatBody.longestText)) }
        body.waiting = heartbeat.waiting
        body.parked = heartbeat.parked
        let answer = try await transport.answer(.question(BackendPath.heartbeats, body: try bytes(of: body)))
        let receipt = try judge.body(HeartbeatReceiptBody.self, of: answer)
        guard receipt.kiosk == heartbeat.kiosk else {
            throw BackendError(.badAnswer, detail: "an answer to another kiosk")
        }
    }
}
