import FoundationEssentials
package import ServiceDesk

/// The content bundles that a kiosk holds: the one in use, the one before it, and the highest version ever taken.
///
/// Taking a bundle is one rename of `manifest.jsonl`; every part it names lies there, synced, before. Whatever a fault
/// or a power cut leaves behind is a file that no manifest names, swept at the next bundle.
package struct BundleShelf: Sendable {
    /// The steps of taking a bundle, for tests that stop at each.
    package enum Step: String, CaseIterable, Sendable {
        case partStored, allPartsStored, previousKept, versionRemembered, swapped, swept
    }

    private static let previousName = "previous.jsonl"
    private static let highestName = "highest-version"

    package let folder: BundleFolder
    private let key: BundlePublicKey
    private let reached: @Sendable (Step) throws -> Void

    /// - Parameter reached: called after each step; what it throws ends the work there, as a power cut would.
    package init(
        folder: BundleFolder,
        key: BundlePublicKey,
        reached: @escaping @Sendable (Step) throws -> Void = { _ in }
    ) {
        self.folder = folder
        self.key = key
        self.reached = reached
    }

    /// The bundle to use: the newest taken whose parts are all as signed; `nil` when there is none.
    ///
    /// Procedures are not looked through here, which would take the start of every command: `BundleContent.catalogue`
    /// does it before they are imported.
    package func inUse() -> BundleContent? {
        for name in [SignedManifest.fileName, Self.previousName] {
            guard let signed = try? folder.signed(name, key: key) else { continue }
            if let content = try? BundleContent(signed, in: folder) { return content }
        }
        return nil
    }

    /// Reads an offered manifest; `nil` when it is the one in use.
    ///
    /// - Throws: `BundleFault`.
    package func considered(_ file: [UInt8]) throws(BundleFault) -> SignedManifest? {
        let signed = try SignedManifest(file: file)
        try key.check(signed)
        let offered = signed.manifest.version
        let highest = highestVersion
        guard offered >= highest else { throw .older(offered: offered, held: highest) }
        if let known = try? folder.signed(key: key), known.manifest.version == offered {
            guard known.signedBytes == signed.signedBytes else { throw .sameVersion(offered) }
            return inUse()?.manifest.version == offered && isWhole(known.manifest) ? nil : signed
        }
        return signed
    }

    /// Parts of a manifest that have to be fetched; one file for parts with equal bytes.
    package func missing(of manifest: BundleManifest) -> [BundleManifest.Part] {
        var seen: Set<String> = []
        return manifest.parts.filter { seen.insert($0.sha256).inserted && !folder.holds($0) }
    }

    /// Keeps a part as it arrives.
    ///
    /// - Throws: `BundleFault`, or what the stream throws; then nothing of it counts.
    package func store(_ part: BundleManifest.Part, from pieces: some AsyncSequence<[UInt8], any Error>) async throws {
        try folder.make()
        try await PartWriter.write(part, from: pieces, to: folder.parts)
        try reached(.partStored)
    }

    /// The content of an offered bundle whose parts are all here, to be looked through before it is taken.
    ///
    /// - Throws: `BundleFault.damaged`.
    package func candidate(_ signed: SignedManifest) throws(BundleFault) -> BundleContent {
        for part in signed.manifest.parts where part.name.isCatalogue { _ = try folder.bytes(of: part) }
        return try BundleContent(signed, in: folder)
    }

    /// Puts a bundle in use, whole: every part is checked once more, then one file is renamed.
    ///
    /// - Throws: `BundleFault`; the bundle in use stays.
    package func take(_ signed: SignedManifest) throws {
        guard try considered(signed.file) != nil else { return }
        _ = try candidate(signed)
        try reached(.allPartsStored)
        if let current = inUse(), current.manifest.version < signed.manifest.version {
            try folder.directory.replace(Self.previousName, with: current.file)
        }
        try reached(.previousKept)
        let highest = max(highestVersion, signed.manifest.version)
        try folder.directory.replace(Self.highestName, with: Array("\(highest)\n".utf8))
        try reached(.versionRemembered)
        try folder.directory.replace(SignedManifest.fileName, with: signed.file)
        try reached(.swapped)
        sweep()
        try reached(.swept)
    }

    /// The highest version ever taken; a lost or damaged mark is made good from the manifests.
    package var highestVersion: Int {
        let marked = folder.directory.bytes(of: Self.highestName)
            .flatMap { Int(String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace }) }
        let known = [SignedManifest.fileName, Self.previousName]
            .compactMap { try? folder.signed($0, key: key).manifest.version }
        return (known + [marked ?? 0]).max() ?? 0
    }

    private func isWhole(_ manifest: BundleManifest) -> Bool { manifest.parts.allSatisfy(folder.holds) }

    /// Removes the parts that neither the bundle in use nor the one before it names.
    private func sweep() {
        let manifests = [SignedManifest.fileName, Self.previousName]
            .compactMap { try? folder.signed($0, key: key).manifest }
        let named = Set(manifests.flatMap(\.parts).map(\.sha256))
        for name in folder.parts.names() where !named.contains(name) { folder.parts.remove(name) }
        for name in folder.directory.names() where name.hasSuffix(".new") { folder.directory.remove(name) }
    }
}
