/// What of a page stands on one sheet of it, for the voice.
package struct PagePart: Equatable, Sendable {
    /// The title is said here.
    package var hasTitle = false
    /// Indices of the body's blocks that begin here; `nil` for all.
    package var blocks: [Int]?
    /// Indices of the choices that stand here; `nil` for all.
    package var choices: [Int]?
    /// The sheet only leads on to the next one; its choice is that.
    package var leadsOn = false
    /// The fixed keys stand here.
    package var isEnd = false

    /// The whole page at once.
    package static let whole = PagePart(hasTitle: true, blocks: nil, isEnd: true)
    /// Nothing that was not said before.
    package static let silent = PagePart(blocks: [], choices: [])

    /// A sheet of a long page.
    package init(hasTitle: Bool, blocks: [Int]?, leadsOn: Bool = false, isEnd: Bool) {
        self.hasTitle = hasTitle
        self.blocks = blocks
        self.leadsOn = leadsOn
        self.isEnd = isEnd
    }

    /// One block of the body alone.
    package init(block: Int) { self.init(blocks: [block], choices: []) }

    /// One choice alone.
    package init(choice: Int) { self.init(blocks: [], choices: [choice]) }

    private init(blocks: [Int], choices: [Int]) {
        self.blocks = blocks
        self.choices = choices
    }
}
