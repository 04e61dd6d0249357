import BackendAPI
import FoundationEssentials
import PublicServices
import ServiceDesk
import Synchronization

/// Reads catalogue files of one record a line, as a stream of batches; notes what was skipped or mended.
final class CatalogueFile: Sendable {
    private static let batch = 200
    private let state: Mutex<State>

    private struct State {
        var paths: [String]
        var reader: LineReader?
        var path = ""
        var line = 0
        var remarks: [ImportRemark] = []
    }

    init(paths: [String]) { state = Mutex(State(paths: paths)) }

    /// What happened so far.
    var remarks: [ImportRemark] { state.withLock { $0.remarks } }

    /// Batches of procedures; each is read when it is asked for, so that no file is held in memory.
    func stream() -> CatalogueStream {
        CatalogueStream { [self] in
            try Task.checkCancellation()
            let batch = try state.withLock { try Self.nextBatch(&$0) }
            return batch.isEmpty ? nil : batch
        }
    }

    private static func nextBatch(_ state: inout State) throws -> [CatalogueRecord] {
        var records: [CatalogueRecord] = []
        let decoder = JSONDecoder()
        while records.count < batch, let line = try nextLine(&state) {
            state.line += 1
            guard line.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
            if let record = read(line, decoder, &state) { records.append(record) }
        }
        return records
    }

    private static func nextLine(_ state: inout State) throws -> ArraySlice<UInt8>? {
        while true {
            if let line = try state.reader?.nextBytes() { return line }
            guard !state.paths.isEmpty else { return nil }
            state.path = state.paths.removeFirst()
            state.reader = LineReader(path: state.path)
            state.line = 0
        }
    }

    private static func read(
        _ line: ArraySlice<UInt8>, _ decoder: JSONDecoder, _ state: inout State
    ) -> CatalogueRecord? {
        if let procedure = line.withUnsafeBytes(ProcedureScan.procedure) {
            return CatalogueRecord(procedure, json: Array(line))
        }
        do {
            let row = try decoder.decode(CatalogueLine.self, from: Data(line))
            let code = row.procedure.code.text
            for repair in row.repairs {
                state.remarks.append(ImportRemark(line: state.line, kind: .repaired, code: code, reason: repair))
            }
            return CatalogueRecord(row.procedure)
        } catch {
            let reason =
                switch error {
                case let fault as CatalogueFault: fault.description
                case let error as DecodingError: "\(error.path.isEmpty ? "" : error.path + ": ")\(error.mend)"
                default: "not a JSON object"
                }
            state.remarks.append(ImportRemark(line: state.line, kind: .skipped, code: nil, reason: reason))
            return nil
        }
    }
}
