import BackendAPI
import FoundationEssentials
import NIOCore
import PublicServices
import ServiceDesk

/// Reads a whole catalogue in batches; each is pulled by the reader of the stream, so nothing piles up.
actor CatalogueReader {
    /// A batch ends at this many procedures or bytes.
    static let batchCount = 200
    static let batchBytes = 1024 * 1024

    private let body: StreamedBody
    private let decoder = JSONDecoder()
    private var lines = CatalogueLines()
    private var isBodyAtEnd = false
    private var expected = 0
    private var seen = 0

    init(_ body: BodyReader, deadlines: BackendSettings.Deadlines, started: ContinuousClock.Instant) {
        self.body = StreamedBody(body, deadlines: deadlines, started: started)
    }

    /// The first line: which catalogue follows.
    ///
    /// - Throws: `BackendError`.
    func header() async throws(BackendError) -> CatalogueHeaderLine.Catalogue {
        guard let line = try await nextLine() else { throw BackendError(.badAnswer, detail: "empty catalogue") }
        let header = try read(CatalogueHeaderLine.self, line).catalogue
        guard header.count > 0, !header.version.isEmpty else { throw broken("no version or no procedures") }
        expected = header.count
        return header
    }

    /// The next procedures; `nil` after the last.
    ///
    /// - Throws: `BackendError` for a broken line, a wrong count, a cut body or a deadline.
    func batch() async throws(BackendError) -> [CatalogueRecord]? {
        var batch: [CatalogueRecord] = []
        var bytes = 0
        while batch.count < Self.batchCount, bytes < Self.batchBytes, let line = try await nextLine() {
            bytes += line.readableBytes
            batch.append(try record(line))
            seen += 1
            guard seen <= expected else { throw broken("more procedures than announced") }
        }
        if batch.isEmpty {
            guard seen == expected else {
                throw BackendError(.badAnswer, detail: "catalogue has \(seen) of \(expected) procedures")
            }
            return nil
        }
        return batch
    }

    private func nextLine() async throws(BackendError) -> ByteBuffer? {
        while true {
            if let line = try lines.next() { return line }
            if isBodyAtEnd { return lines.last() }
            if let piece = try await body.next() { lines.add(piece) } else { isBodyAtEnd = true }
        }
    }

    private func record(_ line: ByteBuffer) throws(BackendError) -> CatalogueRecord {
        if let procedure = line.withUnsafeReadableBytes(ProcedureScan.procedure) {
            return CatalogueRecord(procedure, json: Array(line.readableBytesView))
        }
        return CatalogueRecord(try read(Procedure.self, line))
    }

    private func read<Body: Decodable>(_ type: Body.Type, _ line: ByteBuffer) throws(BackendError) -> Body {
        let bytes =
            line.readableBytesView.starts(with: [0xEF, 0xBB, 0xBF])
            ? line.getSlice(
                at: line.readerIndex + 3, length: line.readableBytes - 3) ?? line : line
        let isAcceptable = bytes.withUnsafeReadableBytes(JSONShape.isAcceptable)
        guard isAcceptable else { throw broken("not JSON in UTF-8") }
        do {
            return try decoder.decode(type, from: bytes.withUnsafeReadableBytes { Data($0) })
        } catch {
            throw broken("not a record of a catalogue")
        }
    }

    private func broken(_ what: String) -> BackendError {
        BackendError(.badAnswer, detail: "catalogue line \(lines.number): \(what)")
    }
}
