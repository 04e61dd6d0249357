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
        let desk = CatalogueDesk(store: store.catalogue, synonyms: synonyms, clock: clock, logger: logger)
        let keeper = CatalogueKeeper(store: store.catalogue, desk: desk, clock: clock, logger: logger)
        if startsFilled, try await store.catalogue.header() == nil { try await fill(keeper) }
        return CatalogueParts(store: store.catalogue, desk: desk, keeper: keeper)
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
