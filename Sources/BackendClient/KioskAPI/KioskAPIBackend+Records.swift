import BackendAPI
import NIOHTTP1
package import ServiceDesk

extension KioskAPIBackend {
    package func submit(_ record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt {
        let digest = try RecordDigest.checked(record)
        var request = recordRequest(record)
        request.method = .PUT
        // The outbox asks for the receipt before it sends a record again.
        request.isSafe = false
        request.headers.append((HeaderName.contentType, MediaType.json))
        request.headers.append((HeaderName.idempotencyKey, "\"\(record.id.text)\""))
        request.body = record.payload
        let answer = try await transport.answer(request)
        if answer.head.status == 404, judge.problem(answer) != nil {
            throw BackendError(.rejected, detail: "HTTP 404")
        }
        let body = try judge.body(ReceiptBody.self, of: answer, good: [200, 201])
        return try receipt(body, for: record, digest: digest)
    }

    package func receipt(for record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt? {
        let digest = try RecordDigest.checked(record)
        let answer = try await transport.answer(recordRequest(record))
        guard let body = try judge.bodyIfFound(ReceiptBody.self, of: answer) else { return nil }
        return try receipt(body, for: record, digest: digest)
    }

    /// Only the echo of id and digest is a receipt; a captive portal cannot know them.
    private func receipt(
        _ body: ReceiptBody,
        for record: OutboxRecord,
        digest: String
    ) throws(BackendError) -> DeliveryReceipt {
        guard body.confirms(id: record.id.text, digest: digest) else {
            throw BackendError(.badAnswer, detail: "receipt of another record")
        }
        return DeliveryReceipt(id: record.id, digest: digest, number: body.receiptNumber)
    }

    private func recordRequest(_ record: OutboxRecord) -> BackendRequest {
        let kind = RecordKind(record.kind)
        return .get(
            BackendPath.record(kind, id: record.id.text),
            template: "\(BackendPath.prefix)/\(kind.rawValue)/{id}"
        )
    }
}

extension RecordKind {
    init(_ kind: OutboxRecord.Kind) {
        self =
            switch kind {
            case .rating: .rating
            case .reminder: .reminder
            case .pageReport: .pageReport
            case .difficultyReport: .difficultyReport
            }
    }
}
