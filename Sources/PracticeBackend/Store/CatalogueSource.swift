import BackendAPI
import FoundationEssentials
import PublicServices

/// Where the lines of a catalogue come from.
enum CatalogueSource {
    enum Line {
        case procedure(ProcedureCode, [UInt8])
        /// Not a procedure; passed over and counted.
        case unreadable
    }

    typealias Lines = @Sendable (_ visit: (Line) throws -> Void) throws -> Void

    static func lines(of catalogue: PracticeConfiguration.Catalogue) -> Lines {
        switch catalogue {
        case .procedures(let procedures): lines(of: procedures)
        case .files(let paths): lines(ofFiles: paths)
        }
    }

    static func lines(of procedures: [Procedure]) -> Lines {
        { visit in
            for procedure in procedures {
                try visit(.procedure(procedure.code, try WireJSON.bytes(of: procedure)))
            }
        }
    }

    /// The lines of files, kept byte for byte.
    private static func lines(ofFiles paths: [String]) -> Lines {
        { visit in
            for path in paths {
                let file = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
                var splitter = LineSplitter()
                var start = file.startIndex
                while start < file.endIndex {
                    let end = min(start + 64 * 1024, file.endIndex)
                    for bytes in try splitter.lines(adding: file[start..<end]) { try visit(line(bytes)) }
                    start = end
                }
                if let bytes = splitter.last() { try visit(line(bytes)) }
            }
        }
    }

    private static func line(_ bytes: [UInt8]) -> Line {
        guard let procedure = try? WireJSON.body(Procedure.self, from: bytes) else { return .unreadable }
        return .procedure(procedure.code, bytes)
    }
}
