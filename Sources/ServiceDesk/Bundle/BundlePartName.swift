/// The name of a part of a content bundle: one of the content files of `kiosk-config`, nothing else.
///
/// A name that is not on this list does not exist, so no bundle can name a path outside its own folder.
package struct BundlePartName: Hashable, Comparable, Sendable {
    package let text: String

    /// Files that stand alone.
    private static let single: Set<String> = [
        "survey.yaml", "access-points.yaml", "notices.yaml", "synonyms.yaml", "holidays.yaml",
    ]
    /// Folders and the ending of their files.
    private static let folders = [("languages", ".yaml"), ("guides", ".yaml"), ("catalogue", ".jsonl")]

    /// Takes a name of the list; `nil` for every other text.
    package init?(_ text: String) {
        guard Self.single.contains(text) || Self.isInFolder(text) else { return nil }
        self.text = text
    }

    /// Whether it holds procedures, one a line.
    package var isCatalogue: Bool { text.hasPrefix("catalogue/") }

    /// Largest part in bytes: 64 MB of procedures, 1 MB of anything else.
    package var largest: Int { isCatalogue ? 64 * 1024 * 1024 : 1024 * 1024 }

    package static func < (left: BundlePartName, right: BundlePartName) -> Bool { left.text < right.text }

    private static func isInFolder(_ text: String) -> Bool {
        folders.contains { folder, ending in
            guard text.hasPrefix(folder + "/"), text.hasSuffix(ending) else { return false }
            let name = text.utf8.dropFirst(folder.utf8.count + 1).dropLast(ending.utf8.count)
            return (1...64).contains(name.count) && name.first != UInt8(ascii: "-") && name.allSatisfy(isNameByte)
        }
    }

    /// Lower-case letters, digits and dashes; upper case for language tags (BCP 47).
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "-"): true
        default: false
        }
    }
}

extension BundlePartName: CustomStringConvertible {
    package var description: String { text }
}

extension BundlePartName: Codable {
    /// - Throws: `DecodingError` for a name that is not on the list.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let name = BundlePartName(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a part of a bundle")
        }
        self = name
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
