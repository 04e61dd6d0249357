/// Which of a page's blocks begin on one sheet of it.
package struct PagePart: Equatable, Sendable {
    /// The title is said here.
    package var hasTitle: Bool
    /// Indices of the body's blocks; `nil` for all.
    package var blocks: [Int]?
    /// The page's choices stand here; before that the sheet only leads on.
    package var isLast: Bool

    /// The whole page at once.
    package static let whole = PagePart(hasTitle: true, blocks: nil, isLast: true)

    package init(hasTitle: Bool, blocks: [Int]?, isLast: Bool) {
        self.hasTitle = hasTitle
        self.blocks = blocks
        self.isLast = isLast
    }
}
