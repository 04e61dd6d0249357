import GRDB
import ServiceDesk

/// Turns SQLite's result codes into what the desk decides on.
enum StoreFault {
    static func error(_ error: any Error) -> StoreError {
        switch error {
        case let error as StoreError: error
        case let error as DatabaseError: StoreError(code(error), detail: detail(error))
        case is RowDecodingError: StoreError(.damaged, detail: "unexpected type of a value")
        default: StoreError(.failed, detail: "\(type(of: error))")
        }
    }

    /// Without the statement's arguments: they may be private.
    private static func detail(_ error: DatabaseError) -> String {
        "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "")"
    }

    private static func code(_ error: DatabaseError) -> StoreError.Code {
        switch error.extendedResultCode {
        case .SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_CORRUPTFS, .SQLITE_CANTOPEN_ISDIR: return .damaged
        default: break
        }
        switch error.resultCode {
        case .SQLITE_FULL: return .full
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH: return .readOnly
        // A statement of ours that does not compile means that the schema is not ours any more.
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_ERROR, .SQLITE_SCHEMA, .SQLITE_MISMATCH,
            .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_RANGE:
            return .damaged
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: return .busy
        default: return .failed
        }
    }
}
