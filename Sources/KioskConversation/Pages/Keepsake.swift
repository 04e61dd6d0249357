/// What a citizen may take along from a page: the slip, and the line that a QR code holds.
struct Keepsake {
    /// Title and body of the slip.
    var page: Page
    /// The slip for whoever finds it: without what only the citizen has seen; `nil` where there is no such part.
    var publicPage: Page?
    /// What a telephone keeps; never a secret, and never more than stands on the page.
    var reference: String

    init(page: Page, publicPage: Page? = nil, reference: String) {
        self.page = page
        self.publicPage = publicPage
        self.reference = reference
    }
}
