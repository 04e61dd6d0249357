import GRDB

/// The floor that start-up times are measured against: opens the kiosk's own database through GRDB and selects one row.
@main
struct Floor {
    static func main() throws {
        let path = CommandLine.arguments.dropFirst().first ?? ""
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let row = try queue.read { db in try Row.fetchOne(db, sql: "SELECT * FROM sqlite_master LIMIT 1") }
        guard row != nil else { throw DatabaseError(message: "no row") }
    }
}
