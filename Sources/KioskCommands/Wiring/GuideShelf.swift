import Logging
import ProcedureFinder
import Synchronization

/// The guided questions, read once, when somebody first asks for them.
final class GuideShelf: Sendable {
    private let files: ConfigFiles
    private let first: [String]
    private let logger: Logger
    private let read = Mutex<[Guide]?>(nil)

    /// - Parameter first: ids of the guides offered before the others.
    init(files: ConfigFiles, first: [String], logger: Logger) {
        self.files = files
        self.first = first
        self.logger = logger
    }

    /// The guides; without the files, none, and the operator reads why.
    var guides: [Guide] {
        read.withLock { known in
            if let known { return known }
            let guides: [Guide]
            do {
                guides = try files.guides(first: first)
            } catch {
                logger.error("guides not read", metadata: ["error": "\(error)"])
                guides = []
            }
            known = guides
            return guides
        }
    }
}
