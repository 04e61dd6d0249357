import BackendAPI
import NIOCore
import NIOHTTP1
package import ServiceDesk

extension KioskAPIBackend {
    /// Largest answer with changes only, in bytes; a larger one is asked for whole, as a stream.
    static let largestChanges = 8 * 1024 * 1024

    package func catalogue(held: CatalogueVersion?) async throws(BackendError) -> CatalogueUpdate {
        guard let tag = held.flatMap({ EntityTag($0.text) }) else { return try await wholeCatalogue() }
        do {
            return try await catalogue(since: tag)
        } catch {
            // Changes that cannot be read must not keep a kiosk from ever having a new catalogue.
            guard error.code == .badAnswer else { throw error }
            return try await wholeCatalogue()
        }
    }

    private func wholeCatalogue() async throws(BackendError) -> CatalogueUpdate {
        try await catalogue(request(since: nil))
    }

    private func catalogue(since tag: EntityTag) async throws(BackendError) -> CatalogueUpdate {
        try await catalogue(request(since: tag))
    }

    private func request(since tag: EntityTag?) -> BackendRequest {
        var request = BackendRequest.get(BackendPath.catalogue(since: tag?.text), template: BackendPath.catalogue)
        request.headers = [
            (HeaderName.accept, "\(MediaType.jsonLines), \(MediaType.json);q=0.9, \(MediaType.problem);q=0.5")
        ]
        if let tag { request.headers.append((HeaderName.ifNoneMatch, tag.header)) }
        request.limit = BodyLimit.catalogue
        return request
    }

    private func catalogue(_ request: BackendRequest) async throws(BackendError) -> CatalogueUpdate {
        let started = ContinuousClock.now
        let (head, body) = try await transport.stream(request)
        let isConditional = request.headers.contains { $0.0 == HeaderName.ifNoneMatch }
        if head.status == 304, isConditional { return .unchanged }
        guard head.status == 200 else {
            throw judge.failure(BackendAnswer(head: head, body: try await start(of: body, limit: BodyLimit.answer)))
        }
        try judge.checkType(
            head, isConditional ? [MediaType.json, MediaType.jsonLines] : [MediaType.jsonLines], body: nil)
        if head.mediaType == MediaType.json { return try await changes(body) }
        return try await whole(head, CatalogueReader(body, deadlines: transport.deadlines, started: started))
    }

    private func whole(_ head: AnswerHead, _ reader: CatalogueReader) async throws(BackendError) -> CatalogueUpdate {
        let header = try await reader.header()
        try checkTag(head, version: header.version)
        let stream = CatalogueStream(unfolding: { try await reader.batch() })
        return .whole(CatalogueVersion(header.version), stream)
    }

    private func changes(_ body: BodyReader) async throws(BackendError) -> CatalogueUpdate {
        let bytes = try await start(of: body, limit: Self.largestChanges)
        guard bytes.readableBytes <= Self.largestChanges else {
            throw BackendError(.badAnswer, detail: "changes too large")
        }
        let changes = try StrictJSON.body(CatalogueChangesBody.self, from: bytes)
        guard !changes.version.isEmpty else { throw BackendError(.badAnswer, detail: "changes without a version") }
        return .changes(CatalogueVersion(changes.version), changed: changes.changed, removed: changes.removed)
    }

    /// A strong tag must name the version in the body; a cache that compresses makes the tag weak, which says less.
    private func checkTag(_ head: AnswerHead, version: String) throws(BackendError) {
        guard let tag = head.headers.first(name: HeaderName.etag).flatMap(EntityTag.init(header:)) else { return }
        guard tag.text == version else { throw BackendError(.badAnswer, detail: "tag of another catalogue") }
    }

    /// The body up to a little more than `limit`, within the deadline for answers.
    private func start(of body: BodyReader, limit: Int) async throws(BackendError) -> ByteBuffer {
        do {
            return try await Deadline.within(transport.deadlines.answer) {
                var bytes = ByteBuffer()
                while bytes.readableBytes <= limit, var piece = try await body.next() { bytes.writeBuffer(&piece) }
                return bytes
            }
        } catch {
            throw TransportFailure.backendError(error)
        }
    }
}
