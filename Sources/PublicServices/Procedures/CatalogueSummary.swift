/// How many procedures a catalogue holds by level and by service level: the table that a province publishes.
///
/// Ninh Thuận published 1,832 = 1,428 (province) + 257 (district) + 147 (commune) in July 2021
/// (`research/province-plan.txt`). Each procedure counts once, at the level nearest to the citizen.
package struct CatalogueSummary: Equatable, Sendable {
    /// The counts of one level.
    package struct Row: Equatable, Sendable {
        /// Everything can be done online (toàn trình).
        package var full = 0
        /// A part can be done online (một phần).
        package var partial = 0
        /// Information only.
        package var informational = 0
        /// The record names no service level.
        package var unknown = 0
        /// All of the level.
        package var total: Int { full + partial + informational + unknown }

        /// An empty row.
        package init() {}

        /// Adds procedures with this service level; `nil` counts as unknown.
        package mutating func count(_ level: ServiceLevel?, procedures: Int = 1) {
            switch level {
            case .full: full += procedures
            case .partial: partial += procedures
            case .informational: informational += procedures
            case nil: unknown += procedures
            }
        }
    }

    /// Rows by level; `nil` holds procedures whose record names no level.
    package private(set) var rows: [AdministrativeLevel?: Row] = [:]

    /// An empty table.
    package init() {}

    /// The table of these procedures.
    package init(_ procedures: some Sequence<Procedure>) {
        for procedure in procedures {
            count(level: procedure.countedLevel, service: procedure.serviceLevel)
        }
    }

    /// Counts procedures, one unless told otherwise.
    package mutating func count(level: AdministrativeLevel?, service: ServiceLevel?, procedures: Int = 1) {
        rows[level, default: Row()].count(service, procedures: procedures)
    }

    /// All procedures.
    package var total: Int { rows.values.reduce(0) { $0 + $1.total } }
}
