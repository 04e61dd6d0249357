import BackendAPI
import BackendFaults
import Crypto
import FoundationEssentials
import Logging
import PublicServices
import ServiceDesk

@testable import BackendClient

/// Settings for a server on this machine; long deadlines, because a loaded machine is no fault.
///
/// Faults that only a deadline ends set their own.
func settings(port: Int, prefix: String = "") throws -> BackendSettings {
    var settings = BackendSettings(address: try BackendAddress("http://127.0.0.1:\(port)\(prefix)"), kioskID: "k-01")
    settings.deadlines.connect = .seconds(30)
    settings.deadlines.answer = .seconds(120)
    settings.deadlines.catalogue = .seconds(240)
    settings.deadlines.silence = .seconds(120)
    return settings
}

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// 2026-11-23 10:00:00 UTC.
let fixedNow = Date(timeIntervalSince1970: 1_795_428_000)

/// Runs `body` against a scripted server and closes both afterwards.
func withBackend<Result>(
    _ reply: @escaping @Sendable (RawServer.Seen) -> [Step],
    change: (inout BackendSettings) -> Void = { _ in },
    logger: Logger = silent,
    _ body: (KioskAPIBackend, RawServer) async throws -> Result
) async throws -> Result {
    let server = try RawServer(reply)
    defer { server.stop() }
    var settings = try settings(port: server.port)
    change(&settings)
    let backend = try KioskAPIBackend(settings, logger: logger, now: { fixedNow })
    do {
        let result = try await body(backend, server)
        await backend.shutdown()
        return result
    } catch {
        await backend.shutdown()
        throw error
    }
}

enum Sample {
    static let dossierText = "H43.12-261101-0001"
    static let referenceText = "TT-2026.000123"
    static let ratingID = "01935f3c-7b1a-7c3d-8e4f-1234567890ab"

    static func dossier() throws -> DossierCode {
        guard let code = DossierCode(stored: dossierText) else { throw Missing() }
        return code
    }

    static func reference() throws -> PaymentReference {
        guard let reference = PaymentReference(typed: referenceText) else { throw Missing() }
        return reference
    }

    static func record(_ kind: OutboxRecord.Kind = .rating) throws -> OutboxRecord {
        guard let id = RecordID(ratingID) else { throw Missing() }
        let payload = Array(#"{"answers":{"overall":"satisfied"},"day":"2026-11-23"}"#.utf8)
        return OutboxRecord(id: id, kind: kind, payload: payload, digest: digest(payload), createdAt: fixedNow)
    }

    static func digest(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func receipt(id: String = ratingID, digest: String? = nil, number: String = "BN-1") throws -> String {
        let digest = try digest ?? record().digest
        return #"{"id":"\#(id)","sha256":"\#(digest)","receiptNumber":"\#(number)","futureField":[1]}"#
    }

    static func line(_ number: Int) -> String {
        #"{"code":"1.\#(100_000 + number)","name":"Thủ tục số \#(number)","field":"Hộ tịch","levels":["commune"]}"#
    }

    static func catalogue(_ count: Int, announced: Int? = nil, version: String = "v1") -> String {
        let header = #"{"catalogue":{"version":"\#(version)","count":\#(announced ?? count)}}"#
        return ([header] + (0..<count).map(line)).joined(separator: "\n") + "\n"
    }

    struct Missing: Error {}
}
