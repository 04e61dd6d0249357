import BackendAPI
import Hummingbird
import PublicServices

/// What a path asks for.
enum Route: Equatable {
    case health
    case catalogue
    case procedure(ProcedureCode)
    case dossierLookup
    case paymentLookup
    case survey
    case notices
    case heartbeat
    case record(RecordKind, id: String)

    /// Reads a path; `nil` when the contract does not know it.
    init?(path: String) {
        switch path {
        case BackendPath.health: self = .health
        case BackendPath.catalogue: self = .catalogue
        case BackendPath.dossierLookups: self = .dossierLookup
        case BackendPath.paymentLookups: self = .paymentLookup
        case BackendPath.survey: self = .survey
        case BackendPath.notices: self = .notices
        case BackendPath.heartbeats: self = .heartbeat
        default:
            guard let route = Route(parts: path.split(separator: "/", omittingEmptySubsequences: false)) else {
                return nil
            }
            self = route
        }
    }

    /// `/v1/procedures/{code}` and `/v1/ratings/{id}`.
    private init?(parts: [Substring]) {
        guard parts.count == 4, parts[0].isEmpty, parts[1] == "v1" else { return nil }
        guard let last = BackendPath.percentDecoded(parts[3]) else { return nil }
        if parts[2] == "procedures" {
            guard let code = ProcedureCode(last) else { return nil }
            self = .procedure(code)
        } else {
            guard let kind = RecordKind(rawValue: String(parts[2])), !last.isEmpty else { return nil }
            self = .record(kind, id: last)
        }
    }

    /// The methods offered, for `Allow`.
    var methods: [HTTPRequest.Method] {
        switch self {
        case .health, .catalogue, .procedure, .survey, .notices: [.get, .head]
        case .dossierLookup, .paymentLookup, .heartbeat: [.post]
        case .record: [.get, .head, .put]
        }
    }

    /// The part of the contract it belongs to.
    var area: Area {
        switch self {
        case .health: .health
        case .catalogue: .catalogue
        case .procedure: .procedures
        case .dossierLookup: .dossiers
        case .paymentLookup: .payments
        case .survey: .survey
        case .notices: .notices
        case .heartbeat: .heartbeats
        case .record: .records
        }
    }
}

/// A part of the contract, for faults and counting.
package enum Area: String, CaseIterable, Sendable {
    case health, catalogue, procedures, dossiers, payments, survey, notices, heartbeats, records
}
