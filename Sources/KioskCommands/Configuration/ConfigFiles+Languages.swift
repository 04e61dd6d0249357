import FoundationEssentials
package import KioskConversation
import Yams

extension ConfigFiles {
    /// The language packs in the order asked for, and those they fall back to.
    ///
    /// - Throws: `ConfigurationFault` for a missing pack, a missing or unknown phrase.
    package func languages(order: [String]) throws -> Languages {
        let packs = try order.map(namedPack)
        let reserves = try Set(packs.compactMap(\.fallback)).subtracting(order).sorted().map(namedPack)
        let all = packs + reserves
        for pack in all {
            let file = path("languages/\(pack.tag).yaml")
            let fallback = all.first { $0.tag == pack.fallback }
            if let fallback, !fallback.isComplete {
                throw ConfigurationFault(file: file, key: "fallback", mend: "\(fallback.tag) is not complete itself")
            }
            let reference = fallback ?? all.first { $0.tag == "vi" } ?? all.first(where: \.isComplete) ?? pack
            if let fault = pack.faults(reference: reference).first { throw ConfigurationFault(file: file, mend: fault) }
        }
        guard let languages = Languages(packs: packs, reserves: reserves) else {
            throw ConfigurationFault(
                file: path("kiosk.yaml"), key: "languages.order", mend: "name one language at least")
        }
        return languages
    }

    /// The tags of all packs that lie in the folder, by name.
    package func languageTags() -> [String] {
        names(in: "languages").filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// Office words, their plain replacements, and the longest sentence.
    package func plainWords() throws -> PlainWords { try decode(PlainWords.self, from: "plain-words.yaml") }

    private func namedPack(_ tag: String) throws -> LanguagePack {
        let pack = try pack("languages/\(tag).yaml")
        guard pack.tag == tag else {
            throw ConfigurationFault(file: path("languages/\(tag).yaml"), key: "tag", mend: "write \(tag)")
        }
        return pack
    }

    /// Reads a pack from its nodes: `YAMLDecoder` looks every key up in the whole list, which takes ten times as long.
    private func pack(_ name: String) throws -> LanguagePack {
        let file = path(name)
        guard let root = try compose(name)?.mapping else {
            throw ConfigurationFault(file: file, mend: "not a language pack; it has tag, name and phrases")
        }
        var pack = LanguagePack(tag: "", name: "", phrases: [:])
        for (key, value) in root {
            switch key.string {
            case "tag": pack.tag = value.string ?? ""
            case "name": pack.name = value.string ?? ""
            case "fallback": pack.fallback = value.string
            case "forSpeakers": pack.forSpeakers = value.array(of: String.self)
            case "phrases": pack.phrases = try phrases(value, file: file)
            default: throw ConfigurationFault(file: file, key: key.string ?? "", mend: "unknown key; remove it")
            }
        }
        return pack
    }

    private func phrases(_ node: Node, file: String) throws -> [String: String] {
        var phrases: [String: String] = [:]
        for (key, value) in node.mapping ?? [:] {
            guard let key = key.string, let sentence = value.scalar?.string else {
                throw ConfigurationFault(file: file, key: key.string ?? "", mend: "write a sentence")
            }
            guard phrases.updateValue(sentence, forKey: key) == nil else {
                throw ConfigurationFault(file: file, key: key, mend: "stands twice; remove one")
            }
        }
        return phrases
    }
}
