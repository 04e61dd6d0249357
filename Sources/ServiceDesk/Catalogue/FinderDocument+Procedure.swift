package import ProcedureFinder
package import PublicServices
import Synchronization

extension FinderDocument {
    /// What the finder needs of a procedure.
    package init(_ procedure: Procedure) {
        self.init(
            code: procedure.code.text,
            name: procedure.name,
            field: procedure.field,
            agency: procedure.agency,
            levels: FinderLevels(procedure.levels),
            papers: procedure.papers.map(\.name),
            texts: [procedure.summary ?? ""] + procedure.steps + procedure.requirements + procedure.results,
            keywords: [],
            isRetired: procedure.isRetired,
            detail: procedure.detail
        )
    }
}

extension FinderLevels {
    init(_ levels: [AdministrativeLevel]) {
        self = levels.reduce(into: []) { set, level in
            switch level {
            case .commune: set.insert(.commune)
            case .district: set.insert(.district)
            case .province: set.insert(.province)
            case .ministry: set.insert(.ministry)
            case .other: set.insert(.other)
            }
        }
    }
}

/// Collects documents from a visitor that may not capture mutable state.
final class Collector: Sendable {
    private let collected = Mutex<[FinderDocument]>([])

    func add(_ document: FinderDocument) { collected.withLock { $0.append(document) } }

    var documents: [FinderDocument] { collected.withLock { $0 } }
}
