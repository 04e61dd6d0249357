import ProcedureFinder
import VietnameseText

/// A query and the codes that would be right.
struct Trial {
    var query: String
    var codes: Set<String>
}

/// How often the right code came first, in three, in five.
struct Score {
    var total = 0
    var first = 0
    var three = 0
    var five = 0

    mutating func add(_ codes: [String], right: Set<String>) {
        total += 1
        if codes.prefix(1).contains(where: right.contains) { first += 1 }
        if codes.prefix(3).contains(where: right.contains) { three += 1 }
        if codes.prefix(5).contains(where: right.contains) { five += 1 }
    }

    var text: String { "n \(total)  first \(percent(first))  three \(percent(three))  five \(percent(five))" }

    private func percent(_ count: Int) -> String {
        let tenths = total == 0 ? 0 : (count * 2000 / total + 1) / 2
        return "\(tenths / 10).\(tenths % 10) %"
    }
}

/// Lists of trials made from the material, the same in every run.
enum Protocols {
    /// Six consecutive syllables of 800 random names, typed in one style.
    static func names(_ documents: [FinderDocument], _ style: TypingStyle) -> [Trial] {
        let unique = Dictionary(grouping: documents, by: { $0.name.lowercased() }).values
            .sorted { $0[0].code < $1[0].code }
            .filter { syllables($0[0].name).count >= 6 }
        var random = Seeded(42)
        return (0..<800).map { _ in
            let group = unique[Int.random(in: 0..<unique.count, using: &random)]
            let name = syllables(group[0].name)
            let start = Int.random(in: 0...(name.count - 6), using: &random)
            let query = style.typed(Array(name[start..<start + 6]), &random)
            return Trial(query: query, codes: Set(group.map(\.code)))
        }
    }

    static func syllables(_ name: String) -> [String] {
        var text = name
        return text.withUTF8 { utf8 in
            Words.words(name).map { String(decoding: utf8[$0.utf8Range], as: UTF8.self) }
        }
    }

    /// Every marked word of the names whose letters another marked word shares; right is a name that has it.
    static func minimalPairs(_ documents: [FinderDocument], length: Int) -> [Trial] {
        var holders: [[SyllableForm]: (text: String, codes: Set<String>)] = [:]
        for document in documents {
            let texts = syllables(document.name)
            let forms = Words.words(document.name).map(\.form)
            guard forms.count >= length else { continue }
            for start in 0...(forms.count - length) {
                let key = Array(forms[start..<start + length])
                let text = texts[start..<start + length].joined(separator: " ")
                holders[key, default: (text, [])].codes.insert(document.code)
            }
        }
        let byFold = Dictionary(grouping: holders) { $0.key.map(\.key) }
        return byFold.values.filter { $0.count > 1 }.flatMap { $0 }
            .filter { $0.key.contains { !$0.marks.isEmpty } && $0.key.allSatisfy { $0.key.bytes.count > 1 } }
            .map { Trial(query: $0.value.text, codes: $0.value.codes) }
            .sorted { $0.query < $1.query }
    }
}
