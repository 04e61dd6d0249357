import FoundationEssentials

/// The lines of a file or of standard input, read as they are needed.
struct TextLines: AsyncSequence {
    typealias Element = String
    let path: String

    struct Iterator: AsyncIteratorProtocol {
        let handle: LineReader

        func next() async throws -> String? { try handle.next() }
    }

    func makeAsyncIterator() -> Iterator { Iterator(handle: LineReader(path: path)) }
}
