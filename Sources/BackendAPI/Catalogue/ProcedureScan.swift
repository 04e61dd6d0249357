package import PublicServices

/// Reads a catalogue line of the usual form in one pass, several times as fast as `JSONDecoder`.
///
/// A catalogue has thousands of lines, and nearly all are plain: names of the contract, each once, texts, lists and
/// small numbers. What is not plain (an unknown name, `null`, a number as text, broken UTF-8) is left to the decoder,
/// which alone says what a line means; a line that is read here means the same there.
package enum ProcedureScan {
    /// The procedure of a line; `nil` for a line that the decoder must judge.
    package static func procedure(_ line: UnsafeRawBufferPointer) -> Procedure? {
        guard var procedure = blank else { return nil }
        var seen = Key.table.none
        var cursor = JSONCursor(line)
        let isRead = cursor.object { cursor, name in
            guard let key = Key.table.key(name, adding: &seen) else { return false }
            return read(key, &cursor, into: &procedure)
        }
        let isWhole = isRead && cursor.isAtEnd() && Key.table.contains(.code, seen) && Key.table.contains(.name, seen)
        return isWhole && !procedure.name.trimmingBlanks().isEmpty ? procedure : nil
    }

    private static let blank = ProcedureCode("0").map { Procedure(code: $0, name: "") }

    private static func read(_ key: Key, _ cursor: inout JSONCursor, into procedure: inout Procedure) -> Bool {
        switch key {
        case .code: set(&procedure.code, cursor.string().flatMap { ProcedureCode($0) })
        case .name: set(&procedure.name, cursor.string())
        case .englishName: fill(&procedure.englishName, cursor.string())
        case .field: set(&procedure.field, cursor.string())
        case .levels: set(&procedure.levels, words(&cursor))
        case .agency: set(&procedure.agency, cursor.string())
        case .audience: set(&procedure.audience, words(&cursor))
        case .summary: fill(&procedure.summary, cursor.string())
        case .fee: fill(&procedure.fee, cursor.string())
        case .processingTime: fill(&procedure.processingTime, cursor.string())
        case .papers: set(&procedure.papers, list(&cursor, paper))
        case .steps: set(&procedure.steps, texts(&cursor))
        case .requirements: set(&procedure.requirements, texts(&cursor))
        case .results: set(&procedure.results, texts(&cursor))
        case .channels: set(&procedure.channels, words(&cursor))
        case .serviceLevel: set(&procedure.serviceLevel, word(&cursor))
        case .onlineService: fill(&procedure.onlineService, cursor.string())
        case .legalBasis: set(&procedure.legalBasis, texts(&cursor))
        case .decision: fill(&procedure.decision, cursor.string())
        case .source: fill(&procedure.source, cursor.string())
        case .asOf: fill(&procedure.asOf, cursor.string())
        case .retired: set(&procedure.isRetired, cursor.bool())
        }
    }

    private static func paper(_ cursor: inout JSONCursor) -> Paper? {
        var paper = Paper(name: "")
        var seen = PaperKey.table.none
        let isRead = cursor.object { cursor, name in
            guard let key = PaperKey.table.key(name, adding: &seen) else { return false }
            return switch key {
            case .name: set(&paper.name, cursor.string())
            case .originals: set(&paper.originals, cursor.smallNumber())
            case .copies: set(&paper.copies, cursor.smallNumber())
            case .case: set(&paper.case, cursor.string())
            }
        }
        return isRead && PaperKey.table.contains(.name, seen) ? paper : nil
    }
}

extension ProcedureScan {
    @inline(__always)
    private static func set<Value>(_ place: inout Value, _ value: Value?) -> Bool {
        guard let value else { return false }
        place = value
        return true
    }

    /// As `set`, where a missing fact is `nil`: a value that cannot be read is not a missing one.
    @inline(__always)
    private static func fill<Value>(_ place: inout Value?, _ value: Value?) -> Bool {
        place = value
        return value != nil
    }

    private static func list<Element>(
        _ cursor: inout JSONCursor, _ element: (inout JSONCursor) -> Element?
    ) -> [Element]? {
        var list: [Element] = []
        let isRead = cursor.array { cursor in
            guard let next = element(&cursor) else { return false }
            list.append(next)
            return true
        }
        return isRead ? list : nil
    }

    private static func texts(_ cursor: inout JSONCursor) -> [String]? { list(&cursor) { $0.string() } }

    /// The known words of a list; the others are left out, as the decoder does.
    private static func words<Word: RawRepresentable<String> & Sendable>(_ cursor: inout JSONCursor) -> [Word]? {
        texts(&cursor)?.compactMap { Word(rawValue: $0) }
    }

    /// A word, `.some(nil)` when it is not known.
    private static func word<Word: RawRepresentable<String> & Sendable>(_ cursor: inout JSONCursor) -> Word?? {
        cursor.string().map { Word(rawValue: $0) }
    }
}

/// The names of a procedure's members in the contract.
private enum Key: String, CaseIterable {
    case code, name, englishName, field, levels, agency, audience, summary, fee, processingTime, papers, steps
    case requirements, results, channels, serviceLevel, onlineService, legalBasis, decision, source, asOf, retired

    static let table = MemberTable<Key>()
}

/// The names of a paper's members.
private enum PaperKey: String, CaseIterable {
    case name, originals, copies
    case `case`

    static let table = MemberTable<PaperKey>()
}
