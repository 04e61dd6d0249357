import FoundationEssentials
import ServiceDesk

/// The content files of a folder `kiosk-config`, as parts of a bundle.
struct BundleSources {
    let directory: String
    /// Files with procedures in place of the folder's own.
    let catalogue: [String]

    /// The parts in the order of their names, read when they are asked for.
    ///
    /// - Throws: `ConfigurationFault` for a file that cannot be a part.
    func contents() throws -> [(name: BundlePartName, bytes: () throws -> [UInt8])] {
        var paths = Dictionary(
            uniqueKeysWithValues: [
                "survey.yaml", "access-points.yaml", "notices.yaml", "synonyms.yaml", "holidays.yaml",
            ]
            .map { ($0, "\(directory)/\($0)") }
        )
        for folder in ["languages", "guides"] + (catalogue.isEmpty ? ["catalogue"] : []) {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)")) ?? [] {
                paths["\(folder)/\(name)"] = "\(directory)/\(folder)/\(name)"
            }
        }
        for (index, path) in catalogue.enumerated() { paths["catalogue/\(index + 1).jsonl"] = path }
        return try paths.filter { FileManager.default.fileExists(atPath: $0.value) }.sorted { $0.key < $1.key }
            .map { name, path in
                guard let part = BundlePartName(name) else {
                    throw ConfigurationFault(file: path, mend: "cannot be a part of a bundle; rename or remove it")
                }
                return (part, { try Self.bytes(path) })
            }
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw ConfigurationFault(file: path, mend: "cannot be read")
        }
        return Array(data)
    }
}
