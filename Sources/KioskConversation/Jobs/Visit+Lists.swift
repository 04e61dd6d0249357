import AccessPointDevices

extension Visit {
    /// A list of any length in pages of at most six choices that stand on one sheet.
    ///
    /// `9` inside an item comes back to its page, `9` on a later page to the page before.
    func chooseFrom<Item: Sendable>(
        _ items: [Item],
        title: String,
        body: [Page.Block],
        text: (Item) -> String,
        open: (Item) async throws(Departure) -> Void
    ) async throws(Departure) {
        var starts = [0]
        while true {
            let item = try await pick(from: items, title: title, body: body, text: text, starts: &starts)
            try await returning { () async throws(Departure) in try await open(item) }
        }
    }

    /// The item chosen from such a list; `starts` holds where its pages begin, so that the same page comes again.
    func pick<Item: Sendable>(
        from items: [Item],
        title: String,
        body: [Page.Block],
        text: (Item) -> String,
        starts: inout [Int]
    ) async throws(Departure) -> Item {
        let width = await console.columns
        while true {
            let start = starts.last ?? 0
            let (page, count) = listPage(items[start...].map(text), title: title, body: body, columns: width)
            do throws(Departure) {
                let number = try await choose(page)
                if number <= count { return items[start + number - 1] }
                starts.append(start + count)
            } catch {
                guard error == .back, starts.count > 1 else { throw error }
                starts.removeLast()
            }
        }
    }

    /// The page with as many of the rest as fit, and how many they are; at least one.
    private func listPage(
        _ rest: [String],
        title: String,
        body: [Page.Block],
        columns: Int
    ) -> (page: Page, count: Int) {
        let layout = PageLayout(frame: frame(isFirst: false, isNew: true), columns: columns)
        var count = rest.count <= 6 ? rest.count : 5
        while true {
            let more = count < rest.count ? [phrases(.moreList)] : []
            let page = Page(title: title, body: body, choices: rest.prefix(count) + more)
            if count <= 1 || layout.sheets(page).count == 1 { return (page, count) }
            count = min(count - 1, 5)
        }
    }
}
