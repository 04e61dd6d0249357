import BackendAPI
import Crypto
import FoundationEssentials
import NIOCore
import PublicServices
package import ServiceDesk

extension OpenCPSBackend {
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
        var list = OpenCPSProcedureList(source: "OpenCPS, \(host)")
        let end = ContinuousClock.now + deadlines.catalogue
        repeat {
            let left = end - .now
            guard left > .zero else { throw BackendError(.timedOut, detail: "deadline passed") }
            let rows = OpenCPSEndpoint.procedures(start: list.next, end: list.next + OpenCPSEndpoint.procedurePage)
            let answer = try await bodyAnswer(rows, within: min(left, deadlines.silence))
            try list.add(try judge.read(OpenCPSPage<OpenCPSProcedure>.self, answer), bytes: answer.body.readableBytes)
        } while !list.isAtEnd
        return try list.procedures()
    }

    private func version(of procedures: [Procedure]) throws(BackendError) -> CatalogueVersion {
        var digest = SHA256()
        for procedure in procedures {
            do {
                digest.update(data: try WireJSON.bytes(of: procedure))
            } catch {
                throw BackendError(.badAnswer, detail: "a procedure cannot be written")
            }
        }
        return CatalogueVersion("o\(HexDigest.text(digest.finalize().prefix(16)))")
    }
}
