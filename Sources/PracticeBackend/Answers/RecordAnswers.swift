import BackendAPI
import FoundationEssentials
import Hummingbird
import PublicServices

extension PracticeResponder {
    /// Keeps a record under its permanent id: 201 when new, 200 for the same bytes again, 422 for other bytes.
    func putRecord(_ kind: RecordKind, id: String, _ request: Request) async throws -> Response {
        let id = try uuid(id)
        let payload = try await request.jsonBytes()
        try PayloadCheck.check(payload, kind: kind)
        let kept = try await store.keep(kind: kind, id: id, payload: payload, digest: Digest.hexadecimal(payload))
        switch kept {
        case .new(let receipt):
            var response = try Reply.json(receipt, status: .created, cache: .noStore)
            response.headers[.location] = BackendPath.record(kind, id: id)
            return response
        case .known(let receipt): return try Reply.json(receipt, cache: .noStore)
        case .differs: throw Problem(.recordDiffers)
        }
    }

    func receipt(_ kind: RecordKind, id: String) async throws -> Response {
        guard let receipt = try await store.receipt(kind: kind, id: try uuid(id)) else { throw Problem(.notFound) }
        return try Reply.json(receipt, cache: .noStore)
    }

    private func uuid(_ text: String) throws(Problem) -> String {
        guard let id = UUID(uuidString: text) else { throw Problem(.invalidRequest, detail: "the id is no UUID") }
        return id.uuidString.lowercased()
    }
}

/// Whether the bytes of a record are what its kind needs.
enum PayloadCheck {
    /// - Throws: `Problem`.
    static func check(_ payload: [UInt8], kind: RecordKind) throws(Problem) {
        do {
            _ = try WireJSON.body(JSONObject.self, from: payload)
        } catch {
            throw Problem(.invalidRequest, detail: "no JSON object")
        }
        do {
            switch kind {
            case .rating: try checkRating(payload)
            case .reminder:
                let length = try WireJSON.body(ReminderPayload.self, from: payload).dossierCode.unicodeScalars.count
                guard (1...64).contains(length) else { throw Problem(.invalidRecord) }
            case .pageReport: try check(comment: WireJSON.body(PageReportPayload.self, from: payload).comment)
            case .difficultyReport:
                try check(comment: WireJSON.body(DifficultyReportPayload.self, from: payload).comment)
            }
        } catch {
            throw Problem(.invalidRecord)
        }
    }

    private static func checkRating(_ payload: [UInt8]) throws {
        let rating = try WireJSON.body(SatisfactionRating.self, from: payload)
        guard !rating.answers.isEmpty, rating.surveyVersion >= 0 else { throw Problem(.invalidRecord) }
        try check(comment: rating.comment)
    }

    private static func check(comment: String?) throws {
        guard comment?.unicodeScalars.count ?? 0 <= Comment.longest else { throw Problem(.invalidRecord) }
    }

    /// Any JSON object.
    private struct JSONObject: Decodable {
        private struct AnyKey: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            _ = try decoder.container(keyedBy: AnyKey.self)
        }
    }
}
