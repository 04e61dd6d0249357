import VietnameseText

/// A phrase as synonyms write it: words, groups and gaps.
struct PhrasePattern: Sendable {
    enum Element: Sendable {
        case word(SyllableForm)
        case group([[SyllableForm]])
        /// Up to three words of anything, within one clause.
        case gap
    }

    var elements: [Element]

    /// Reads `<group>` and `...`; nothing when the pattern begins with a gap or names an unknown group.
    init?(_ text: String, groups: [String: [[SyllableForm]]]) {
        elements = []
        for piece in PhrasePattern.pieces(text) {
            if piece == "..." {
                elements.append(.gap)
            } else if piece.utf8.first == UInt8(ascii: "<") {
                guard let group = groups[String(piece.dropFirst().dropLast())] else { return nil }
                elements.append(.group(group))
            } else {
                Words.forEachForm(piece) { form, _ in elements.append(.word(form)) }
            }
        }
        while case .gap? = elements.last { elements.removeLast() }
        guard let first = elements.first else { return nil }
        if case .gap = first { return nil }
    }

    /// Groups and gaps alone, words together; blanks within `<…>` are part of the name.
    private static func pieces(_ text: String) -> [String] {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ".") }) else { return [text] }
        var isInGroup = false
        return text.utf8.split { byte in
            if byte == UInt8(ascii: "<") { isInGroup = true }
            if byte == UInt8(ascii: ">") { isInGroup = false }
            return byte == UInt8(ascii: " ") && !isInGroup
        }.map { String(Substring($0)) }
    }

    /// The keys a match can begin with.
    var firstKeys: [FoldKey] {
        switch elements[0] {
        case .word(let form): [form.key]
        case .group(let members): members.compactMap { $0.first?.key }
        case .gap: []
        }
    }

    /// Every word a match may hold.
    var keys: [FoldKey] {
        elements.flatMap { element -> [FoldKey] in
            switch element {
            case .word(let form): [form.key]
            case .group(let members): members.joined().map(\.key)
            case .gap: []
            }
        }
    }

    /// The words without which there is no match, as one bit each.
    var trace: UInt64 {
        elements.reduce(0) { trace, element in
            if case .word(let form) = element { trace | form.key.trace } else { trace }
        }
    }

    /// Words a match must hold, for putting longer patterns first.
    var length: Int {
        elements.reduce(0) { sum, element in
            if case .gap = element { sum } else { sum + 1 }
        }
    }

    /// Where a match that begins at `start` ends, or nothing.
    func end(in text: PhraseText, from start: Int) -> Int? {
        guard !text.isSkippable(start) || text.fits(start, firstKeys) else { return nil }
        return end(of: elements[...], in: text, at: start)
    }

    private func end(of rest: ArraySlice<Element>, in text: PhraseText, at place: Int) -> Int? {
        guard let element = rest.first else { return place }
        switch element {
        case .word(let form):
            guard let after = text.place(after: form, from: place) else { return nil }
            return end(of: rest.dropFirst(), in: text, at: after)
        case .group(let members):
            for member in members {
                guard let after = text.place(after: member, from: place) else { continue }
                if let end = end(of: rest.dropFirst(), in: text, at: after) { return end }
            }
            return nil
        case .gap:
            var after = place
            var skipped = 0
            while skipped <= 3, after <= text.terms.count {
                if let end = end(of: rest.dropFirst(), in: text, at: after) { return end }
                guard after < text.terms.count, !(after > place && text.terms[after].followsBreak) else { return nil }
                if !text.isSkippable(after) { skipped += 1 }
                after += 1
            }
            return nil
        }
    }
}

/// The words of a query as patterns see them.
struct PhraseText {
    var terms: [QueryTerm]
    var isAccented: Bool
    /// Whether patterns pass over words that count little, and do not match words of stop phrases.
    var passesOver: Bool

    /// The most little words passed over between two words of a pattern.
    private static let longestSkip = 4

    /// All words the text may hold, as one bit each.
    var trace: UInt64 {
        terms.reduce(0) { trace, term in term.readings.reduce(trace) { $0 | $1.form.key.trace } }
    }

    /// Up to this weight a word is none of content, though its marks were left out.
    private static let little: Float = 0.25

    /// Whether all words of content stand within these places.
    func isAll(_ places: Range<Int>) -> Bool {
        terms.indices.allSatisfy { places.contains($0) || terms[$0].weight <= PhraseText.little }
    }

    func isSkippable(_ place: Int) -> Bool { passesOver && terms[place].weight < 0.3 }

    func fits(_ place: Int, _ keys: [FoldKey]) -> Bool {
        terms[place].readings.contains { keys.contains($0.form.key) }
    }

    /// The place after one word that stands at `place`, or after little words.
    func place(after form: SyllableForm, from place: Int) -> Int? {
        var place = place
        let last = place + PhraseText.longestSkip
        while place < terms.count, place <= last {
            if fits(place, form) { return place + 1 }
            guard isSkippable(place) else { return nil }
            place += 1
        }
        return nil
    }

    /// The place after several words.
    func place(after forms: [SyllableForm], from place: Int) -> Int? {
        var next = place
        for form in forms {
            guard let after = self.place(after: form, from: next) else { return nil }
            next = after
        }
        return next
    }

    /// Same letters, and no contradiction in the marks of a text typed with marks.
    private func fits(_ place: Int, _ form: SyllableForm) -> Bool {
        if passesOver, terms[place].weight < 0.05 { return false }
        return terms[place].readings.contains { reading in
            guard reading.form.key == form.key, !reading.needsNeighbour else { return false }
            return reading.form.marks == form.marks || (reading.form.marks.isEmpty && !isAccented)
        }
    }
}

extension FoldKey {
    /// One of 64 bits that stands for the word: where it is missing, the word is missing.
    fileprivate var trace: UInt64 { 1 << ((bits &* 0x9E37_79B9_7F4A_7C15) >> 58) }
}
