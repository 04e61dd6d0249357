import Logging
import OfflineStore
import ProcedureFinder
import ServiceDesk

/// What finding and showing procedures needs; starts in a few milliseconds and asks nobody.
struct CatalogueParts: Sendable {
    let store: SQLiteCatalogue
    let desk: CatalogueDesk
    let keeper: CatalogueKeeper
}

extension Installation {
    /// Opens the catalogue.
    ///
    /// - Parameter startsFilled: an empty store takes the starter catalogue, so that a kiosk that never saw a
    ///   network is useful.
    func catalogue(startsFilled: Bool = true) async throws -> CatalogueParts {
        let desk = CatalogueDesk(store: store.catalogue, synonyms: synonyms, clock: clock, usage: usage, logger: logger)
        let keeper = CatalogueKeeper(store: store.catalogue, desk: desk, clock: clock, logger: logger)
        let parts = CatalogueParts(store: store.catalogue, desk: desk, keeper: keeper)
        guard startsFilled else { return parts }
        try await takeCatalogue(of: files.content, into: parts)
        if try await store.catalogue.header() == nil { try await fill(keeper) }
        return parts
    }

    /// Brings the procedures of a content bundle into the store, unless they are there.
    ///
    /// A bundle is in use before its procedures are: this makes good what a power cut left between the two.
    func takeCatalogue(of content: BundleContent?, into parts: CatalogueParts) async throws {
        guard let content, let identity = content.catalogueIdentity else { return }
        guard try await parts.store.header()?.source != identity else { return }
        do {
            let file = CatalogueFile(paths: try content.catalogue())
            let count = try await parts.keeper.replace(file.stream(), version: nil, source: identity)
            logger.info("catalogue of the bundle taken", metadata: ["procedures": "\(count)"])
            for remark in file.remarks { logger.warning("bundle catalogue", metadata: ["remark": "\(remark)"]) }
        } catch let fault as BundleFault {
            logger.error("catalogue of the bundle not taken", metadata: ["error": "\(fault)"])
        }
    }

    private func fill(_ keeper: CatalogueKeeper) async throws {
        let starter = CatalogueFile(paths: files.starterCatalogue())
        let count = try await keeper.replace(starter.stream(), version: nil, source: "starter")
        logger.notice("starter catalogue taken", metadata: ["procedures": "\(count)"])
        for remark in starter.remarks { logger.warning("starter catalogue", metadata: ["remark": "\(remark)"]) }
    }

    /// Everyday words; without the file people are understood a little less, and the operator reads why.
    private func synonyms() -> Synonyms {
        do {
            return try CompiledSynonyms(files: files, path: stateDirectory + "/synonyms.bin").load()
        } catch {
            logger.error("synonyms not read", metadata: ["error": "\(error)"])
            return Synonyms()
        }
    }
}
