import PublicServices

/// Takes names of form files (`Mau01.docx`) off the end of a paper's name, where crawls glued them on.
enum FormFileNames {
    private static let endings = [".docx", ".doc", ".pdf", ".xlsx", ".xls", ".rtf", ".odt"]

    static func removed(from text: String) -> String {
        var rest = text
        while let ending = endings.first(where: { rest.lowercased().hasSuffix($0) }) {
            let head = rest.dropLast(ending.count)
            // The name of a file has no blanks; it starts behind the last blank or end of a sentence.
            let start = head.lastIndex { " ;:.,)".contains($0) }
            let kept = start.map { head[...$0] } ?? ""
            rest = String(kept.trimmingBlanks())
        }
        return rest.isEmpty ? text : rest
    }
}
