import BackendClient
import KioskConversation
import Logging
import OfflineStore
import PracticeBackend
import PublicServices
import ServiceDesk

extension Installation {
    /// Runs `work` with a kiosk that is connected to its backend, or to a practice backend of its own.
    ///
    /// - Parameter startsFilled: an empty store takes the starter catalogue first; not before a sync, which brings
    ///   a better one.
    func withKiosk(startsFilled: Bool = true, _ work: (Kiosk) async throws -> Void) async throws {
        try await withBackend { backend in
            try await work(try await kiosk(backend: backend, startsFilled: startsFilled))
        }
    }

    /// Runs `work` with the desk for dossiers and payments alone, which starts faster than a whole kiosk.
    func withLookups(_ work: (LookupDesk) async throws -> Void) async throws {
        try await withBackend { backend in try await work(lookups(backend)) }
    }

    private func withBackend(_ work: (any ProvincialBackend) async throws -> Void) async throws {
        guard let url = settings.backendURL else { return try await withPracticeBackend(work) }
        let backend = try apiBackend(url: url)
        do {
            try await work(backend)
            await backend.shutdown()
        } catch {
            await backend.shutdown()
            throw error
        }
    }

    /// The server starts beside the first page; the first question waits for it.
    private func withPracticeBackend(_ work: (any ProvincialBackend) async throws -> Void) async throws {
        var configuration = PracticeConfiguration(catalogue: .files(files.starterCatalogue()))
        // Ending the server with the command is no trouble that an operator must read about.
        configuration.logger = logger
        configuration.logger.logLevel = .critical
        let building = Task { [configuration] in try await buildPracticeBackend(configuration: configuration) }
        let serving = Task { try await building.value.run() }
        let connecting = Task { try apiBackend(url: "http://127.0.0.1:\(try await building.value.port)") }
        let end = { () async in
            if let backend = try? await connecting.value { await backend.shutdown() }
            serving.cancel()
            _ = await serving.result
        }
        do {
            try await work(AwaitedBackend(connecting))
            await end()
        } catch {
            await end()
            throw error
        }
    }

    private func apiBackend(url: String) throws -> KioskAPIBackend {
        do throws(BackendSettingsFault) {
            var backend = try clientSettings(url: url)
            backend.bearerToken = settings.backendToken
            return try KioskAPIBackend(backend, logger: logger)
        } catch {
            throw ConfigurationFault(file: files.path("kiosk.yaml"), key: "backend", mend: error.description)
        }
    }

    /// How to reach an address of the province, without a token.
    func clientSettings(url: String) throws(BackendSettingsFault) -> BackendSettings {
        var client = BackendSettings(address: try BackendAddress(url), kioskID: settings.kioskID)
        client.authoritiesPath = settings.backendCAFile
        client.proxy = try proxy()
        return client
    }

    /// `host:port` as configured.
    private func proxy() throws(BackendSettingsFault) -> BackendSettings.Proxy? {
        guard let text = settings.backendProxy else { return nil }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]) else {
            throw .proxy
        }
        return BackendSettings.Proxy(host: String(text[..<colon]), port: port)
    }

    private func kiosk(backend: any ProvincialBackend, startsFilled: Bool) async throws -> Kiosk {
        let catalogue = try await catalogue(startsFilled: startsFilled)
        let delivery = OutboxDelivery(outbox: store.outbox, backend: backend, clock: clock, logger: logger)
        return try kiosk(backend: backend, catalogue: catalogue, delivery: delivery)
    }

    /// The kiosk with the content that this installation has.
    func kiosk(
        backend: any ProvincialBackend, catalogue: CatalogueParts, delivery: OutboxDelivery
    ) throws -> Kiosk {
        let place = try files.accessPoint(id: settings.accessPoint)
        let desk = ServiceDesk(
            catalogue: catalogue.desk,
            lookups: lookups(backend),
            giving: GivingDesk(outbox: store.outbox, delivery: delivery, clock: clock),
            survey: try survey(),
            accessPoint: place.point,
            clock: clock,
            isPractice: settings.isPractice
        )
        return Kiosk(
            installation: self,
            desk: desk,
            backend: backend,
            outbox: store.outbox,
            catalogue: catalogue,
            delivery: delivery,
            languages: try files.languages(order: settings.languageOrder),
            visitSettings: try visitSettings(organisations: place.organisations)
        )
    }

    private func lookups(_ backend: any ProvincialBackend) -> LookupDesk {
        LookupDesk(
            backend: backend,
            cache: store.answers,
            admission: LookupGuard(ledger: store.ledger, limits: LookupLimits(), clock: clock),
            clock: clock,
            savedFor: Double(settings.savedHours) * 3600,
            logger: logger
        )
    }

    private func visitSettings(organisations: [String: String]) throws -> VisitSettings {
        var visit = VisitSettings(province: settings.provinceName, organisations: organisations)
        visit.idleAfter = .seconds(settings.idleSeconds)
        visit.graceFor = .seconds(settings.graceSeconds)
        visit.calendar = try files.calendar()
        let shelf = GuideShelf(files: files, first: settings.guidesFirst, logger: logger)
        visit.guides = { shelf.guides }
        guard settings.isPractice else { return visit }
        let samples = PracticeSamples(on: VietnamTime.day(of: clock.now))
        visit.practiceDossiers = [samples.dossier(.missingPapers)?.code.text].compactMap { $0 }
        visit.practicePayments = [samples.payment(.paid)?.reference.text].compactMap { $0 }
        return visit
    }
}
