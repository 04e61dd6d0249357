import BackendAPI
import Hummingbird
import NIOCore
import PublicServices

extension PracticeResponder {
    /// The catalogue: nothing when the asker has it, the changes when it is asked for them, else all of it.
    func catalogue(_ request: Request) async throws -> Response {
        let edition = try await store.edition()
        if let unchanged = Reply.notModified(edition.tag, request: request) { return unchanged }
        if let since = request.uri.queryParameters.get(BackendPath.since), !since.isEmpty,
            let changes = try await store.changes(since: since)
        {
            var response = Reply.bytes(changes, type: MediaType.json, cache: .shared)
            // The version it leads to, so that a cache on the way can say 304 to a kiosk that has it.
            response.headers[.eTag] = edition.tag.header
            return response
        }
        return whole(edition)
    }

    func procedure(_ code: ProcedureCode, _ request: Request) async throws -> Response {
        guard let line = try await store.procedure(code) else { throw Problem(.notFound) }
        guard let tag = EntityTag(Digest.short(line)) else { throw Problem(.serverFailed) }
        if let unchanged = Reply.notModified(tag, request: request) { return unchanged }
        var response = Reply.bytes(line, type: MediaType.json, cache: .shared)
        response.headers[.eTag] = tag.header
        return response
    }

    /// Streams the edition batch by batch, so that 19 MB of catalogue take up less than one.
    private func whole(_ edition: CatalogueEdition) -> Response {
        var headers = Reply.headers(type: MediaType.jsonLines, cache: .shared)
        headers[.eTag] = edition.tag.header
        let store = store
        let body = ResponseBody(contentLength: edition.header.count + edition.size) { writer in
            try await writer.write(ByteBuffer(bytes: edition.header))
            var position = -1
            while let batch = try await store.batch(of: edition, after: position) {
                try await writer.write(batch.bytes)
                position = batch.lastPosition
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}
