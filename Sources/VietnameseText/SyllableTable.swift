/// The initial consonants and rimes of written Vietnamese.
///
/// Sources: the orthography of Quyết định 1989/QĐ-BGDĐT (2018) and the syllable rules known from input methods.
enum SyllableTable {
    static let initials = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
        "qu", "r", "s", "t", "th", "tr", "v", "x",
    ]

    static let rimes = """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
        e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
        i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
        o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong \
        ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
        u ua uân uât uây uâng uc uê uênh uêch ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên \
        uyêt uynh uyp uyt uyu uyn ư ưa ưc ưi ưm ưng ưn ươc ươi ươm ươn ương ươp ươt ươu ưt ưu \
        y yêm yên yêt yêu yêng
        """.split(separator: " ").map(String.init)

    /// Keys of every valid syllable without marks, sorted.
    static let plainSyllables: [FoldKey] = Set(combinations.map(\.key)).sorted()

    /// Every valid syllable with its shapes and without its tone.
    static let shapedSyllables: Set<SyllableForm> = Set(combinations)

    private static let combinations: [SyllableForm] = initials.flatMap { initial in
        rimes.compactMap { rime in
            fits(initial: initial, rime: rime) ? form(spelling(initial: initial, rime: rime)) : nil
        }
    }

    private static func form(_ spelling: String) -> SyllableForm {
        let word = Words.words(spelling).first
        return SyllableForm(key: FoldKey(word?.folded ?? []), marks: word?.marks ?? Marks())
    }

    /// "gi" gives its i to a rime that begins with one (gì, giêng).
    private static func spelling(initial: String, rime: String) -> String {
        initial == "gi" && rime.hasPrefix("i") ? "g" + rime : initial + rime
    }

    private static func fits(initial: String, rime: String) -> Bool {
        let first = rime.first ?? " "
        let isFront = "eêiy".contains(first)
        switch initial {
        case "c", "ng": return !isFront
        case "g": return !isFront
        case "k", "gh", "ngh": return isFront
        case "qu": return "aăâeêiyơ".contains(first) || rime == "ôc"
        case "": return true
        default: return !rime.hasPrefix("yê")
        }
    }
}
