import BackendAPI
import FoundationEssentials
import Hummingbird
import Synchronization

extension PracticeResponder {
    /// Notes that a kiosk is alive.
    func heartbeat(_ request: Request) async throws -> Response {
        let body = try await request.jsonBody(HeartbeatBody.self)
        guard body.isSound else { throw Problem(.invalidRequest) }
        signsOfLife.note(body)
        return try Reply.json(
            HeartbeatReceiptBody(kiosk: body.kiosk, receivedAt: configuration.now()), cache: .noStore)
    }
}

/// The last sign of life of each kiosk.
final class SignsOfLife: Sendable {
    /// Kiosks that are remembered; a province has fewer.
    private static let most = 1_000

    private let last = Mutex<[String: HeartbeatBody]>([:])

    init() {}

    func note(_ body: HeartbeatBody) {
        last.withLock { last in
            guard last[body.kiosk] != nil || last.count < Self.most else { return }
            last[body.kiosk] = body
        }
    }

    /// Of this kiosk; `nil` when it never gave any.
    func of(_ kiosk: String) -> HeartbeatBody? { last.withLock { $0[kiosk] } }
}
