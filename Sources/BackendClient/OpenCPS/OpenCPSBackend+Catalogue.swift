import BackendAPI
import Crypto
import FoundationEssentials
import PublicServices
package import ServiceDesk

extension OpenCPSBackend {
    /// Most procedures a site may have; the nation has about 6,000.
    private static let mostProcedures = 50_000

    /// OpenCPS has no version of its list, so the whole is read and its digest is the version.
    package func catalogue(held: CatalogueVersion?) async throws(BackendError) -> CatalogueUpdate {
        let procedures = try await allProcedures()
        let version = try version(of: procedures)
        if version == held { return .unchanged }
        let batches = stride(from: 0, to: procedures.count, by: 200).map { start in
            Array(procedures[start..<min(start + 200, procedures.count)])
        }
        return .whole(
            version,
            CatalogueStream { continuation in
                for batch in batches { continuation.yield(batch.map { CatalogueRecord($0) }) }
                continuation.finish()
            })
    }

    private func allProcedures() async throws(BackendError) -> [Procedure] {
        var byID: [Int64: OpenCPSProcedure] = [:]
        var start = 0
        var total = 0
        repeat {
            let end = start + OpenCPSEndpoint.procedurePage
            let page = try await body(
                OpenCPSPage<OpenCPSProcedure>.self, .procedures(start: start, end: end), within: pageLimit)
            guard (1...Int64(Self.mostProcedures)).contains(page.total) else {
                throw BackendError(.badAnswer, detail: "a list of \(page.total) procedures; is groupId right?")
            }
            guard start == 0 || page.total == total else { throw changed }
            total = Int(page.total)
            guard !page.rows.isEmpty else { throw changed }
            for row in page.rows { if let id = row.id { byID[id] = row } }
            start = end
        } while start < total
        // A list without a stable order can show one row twice and hide another.
        guard byID.count == total else { throw changed }
        return byID.sorted { $0.key < $1.key }.compactMap { $0.value.procedure(source: "OpenCPS, \(host)") }
    }

    private var changed: BackendError { BackendError(.badAnswer, detail: "the list changed while it was read") }

    private func version(of procedures: [Procedure]) throws(BackendError) -> CatalogueVersion {
        var digest = SHA256()
        for procedure in procedures {
            do {
                digest.update(data: try WireJSON.bytes(of: procedure))
            } catch {
                throw BackendError(.badAnswer, detail: "a procedure cannot be written")
            }
        }
        let text = digest.finalize().prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return CatalogueVersion("o\(text)")
    }
}
