/// Something that goes wrong on request: `NAME`, `NAME=VALUE`, `NAME@AREA` or `NAME=VALUE@AREA`.
package struct Fault: Hashable, Sendable {
    package var kind: FaultKind
    /// Seconds, for the kinds that take them.
    package var value: Int?
    /// Where it happens; `nil` means everywhere.
    package var area: Area?

    package init(_ kind: FaultKind, value: Int? = nil, in area: Area? = nil) {
        self.kind = kind
        self.value = value
        self.area = area
    }

    /// Reads a fault as typed on the command line.
    ///
    /// - Throws: `FaultSyntaxError`, whose description says what is possible.
    package init(typed text: String) throws(FaultSyntaxError) {
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let sides = halves[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = FaultKind(rawValue: String(sides[0])) else { throw .unknownName(String(sides[0])) }
        self.init(kind)
        if sides.count == 2 {
            guard kind.takesSeconds, let seconds = Int(sides[1]), (0...86_400).contains(seconds) else {
                throw .badValue(text)
            }
            value = seconds
        }
        if halves.count == 2 {
            guard let area = Area(rawValue: String(halves[1])) else { throw .unknownArea(String(halves[1])) }
            self.area = area
        }
    }

    /// The help text of `--fault`: one line a name, then the areas.
    package static var help: String {
        let names = FaultKind.allCases.map { kind in
            "  \(kind.rawValue)\(kind.takesSeconds ? "[=SECONDS]" : ""): \(kind.explanation)"
        }
        let areas = Area.allCases.map(\.rawValue).joined(separator: ", ")
        return (["NAME[=SECONDS][@AREA], more than once if need be."] + names + ["  AREA: \(areas)"])
            .joined(separator: "\n")
    }
}

/// Why a typed fault cannot be understood.
package enum FaultSyntaxError: Error, Equatable, CustomStringConvertible {
    case unknownName(String)
    case unknownArea(String)
    case badValue(String)

    package var description: String {
        switch self {
        case .unknownName(let name):
            "unknown fault '\(name)'; known: \(FaultKind.allCases.map(\.rawValue).joined(separator: ", "))"
        case .unknownArea(let area):
            "unknown area '\(area)'; known: \(Area.allCases.map(\.rawValue).joined(separator: ", "))"
        case .badValue(let text): "'\(text)': only slow, busy and unavailable take whole seconds, 0 to 86400"
        }
    }
}

/// The ways to go wrong.
package enum FaultKind: String, CaseIterable, Sendable {
    case slow
    case dropRequest = "drop-request"
    case unavailable
    case error500
    case html
    case redirect
    case noContent = "no-content"
    case busy
    case unauthorised
    case forbidden
    case upgrade
    case conflict
    case rejected
    case dropReply = "drop-reply"
    case dropFirstReply = "drop-first-reply"
    case cutShort = "cut-short"
    case halfJSON = "half-json"
    case wrongTypes = "wrong-types"
    case empty
    case noReceipt = "no-receipt"
    case wrongReceipt = "wrong-receipt"

    var takesSeconds: Bool { [.slow, .busy, .unavailable].contains(self) }

    var explanation: String {
        switch self {
        case .slow: "waits before it answers (30 unless told)"
        case .dropRequest: "closes the connection and does nothing"
        case .unavailable: "503, with Retry-After if told"
        case .error500: "500 with problem details"
        case .html: "200 with a log-in page, like a captive portal"
        case .redirect: "302 to another host"
        case .noContent: "204"
        case .busy: "429 with Retry-After (5 unless told)"
        case .unauthorised: "401"
        case .forbidden: "403"
        case .upgrade: "426"
        case .conflict: "409"
        case .rejected: "422"
        case .dropReply: "does the work, then closes the connection"
        case .dropFirstReply: "does the work, then closes the connection when a record was new"
        case .cutShort: "does the work, sends half of the bytes promised and closes the connection"
        case .halfJSON: "does the work, sends the first half as if it were all"
        case .wrongTypes: "does the work, sends JSON with wrong types"
        case .empty: "does the work, sends 200 and no body"
        case .noReceipt: "keeps the record, sends {} in place of the receipt"
        case .wrongReceipt: "keeps the record, sends the receipt of other bytes"
        }
    }
}
