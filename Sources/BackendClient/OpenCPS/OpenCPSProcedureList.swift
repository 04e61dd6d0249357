import BackendAPI
import PublicServices
import ServiceDesk

/// A site's procedures as page after page of them comes: within bounds, and nothing kept that a citizen is not shown.
struct OpenCPSProcedureList {
    /// Most procedures a site may have; the nation has about 6,000.
    private static let most = 50_000

    /// The first row of the next page.
    private(set) var next = 0
    private let source: String
    private let largest: Int
    private var total = 0
    private var bytes = 0
    private var ids: Set<Int64> = []
    private var found: [(id: Int64, procedure: Procedure)] = []

    /// - Parameters:
    ///   - source: What each procedure says about where it comes from.
    ///   - largest: Bytes that all pages together may have.
    init(source: String, largest: Int = BodyLimit.catalogue) {
        self.source = source
        self.largest = largest
    }

    /// Whether the last page is in.
    var isAtEnd: Bool { next >= total }

    /// Takes the next page, of this many bytes.
    ///
    /// - Throws: `BackendError` for a list that is too long, too large, or not the one that was begun.
    mutating func add(_ page: OpenCPSPage<OpenCPSProcedure>, bytes count: Int) throws(BackendError) {
        guard (1...Int64(Self.most)).contains(page.total) else {
            throw BackendError(.badAnswer, detail: "a list of \(page.total) procedures; is groupId right?")
        }
        bytes += count
        guard bytes <= largest else { throw BackendError(.badAnswer, detail: "list of procedures too large") }
        guard next == 0 || page.total == total, !page.rows.isEmpty else { throw changed }
        total = Int(page.total)
        next += OpenCPSEndpoint.procedurePage
        for row in page.rows {
            guard let id = row.id, ids.insert(id).inserted else { continue }
            if let procedure = row.procedure(source: source) { found.append((id, procedure)) }
        }
        guard ids.count <= total else { throw changed }
    }

    /// All procedures, in the order of the site's numbers, once the list is at its end.
    ///
    /// - Throws: `BackendError` when a row is missing: a list without a stable order can show one twice and hide
    ///   another.
    func procedures() throws(BackendError) -> [Procedure] {
        guard ids.count == total else { throw changed }
        return found.sorted { $0.id < $1.id }.map(\.procedure)
    }

    private var changed: BackendError { BackendError(.badAnswer, detail: "the list changed while it was read") }
}
