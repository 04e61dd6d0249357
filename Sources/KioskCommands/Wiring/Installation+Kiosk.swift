import BackendClient
import KioskConversation
import OfflineStore
import PracticeBackend
import PublicServices
import ServiceDesk

extension Installation {
    /// Runs `work` with a kiosk that is connected to its backend, or to a practice backend of its own.
    func withKiosk(_ work: (Kiosk) async throws -> Void) async throws {
        guard let url = settings.backendURL else { return try await withPracticeKiosk(work) }
        try await withKiosk(backendURL: url, samples: nil, work)
    }

    private func withPracticeKiosk(_ work: (Kiosk) async throws -> Void) async throws {
        var configuration = PracticeConfiguration(catalogue: .files(files.starterCatalogue()))
        configuration.logger = logger
        try await withPracticeBackend(configuration) { backend, port in
            try await withKiosk(backendURL: "http://127.0.0.1:\(port)", samples: backend.samples, work)
        }
    }

    private func withKiosk(
        backendURL: String,
        samples: PracticeSamples?,
        _ work: (Kiosk) async throws -> Void
    ) async throws {
        let backend = try apiBackend(url: backendURL)
        do {
            try await work(try await kiosk(backend: backend, samples: samples))
            await backend.shutdown()
        } catch {
            await backend.shutdown()
            throw error
        }
    }

    private func apiBackend(url: String) throws -> KioskAPIBackend {
        do throws(BackendSettingsFault) {
            var backend = BackendSettings(address: try BackendAddress(url), kioskID: settings.kioskID)
            backend.bearerToken = settings.backendToken
            backend.authoritiesPath = settings.backendCAFile
            backend.proxy = try proxy()
            return try KioskAPIBackend(backend, logger: logger)
        } catch {
            throw ConfigurationFault(file: files.path("kiosk.yaml"), key: "backend", mend: error.description)
        }
    }

    /// `host:port` as configured.
    private func proxy() throws(BackendSettingsFault) -> BackendSettings.Proxy? {
        guard let text = settings.backendProxy else { return nil }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]) else {
            throw .proxy
        }
        return BackendSettings.Proxy(host: String(text[..<colon]), port: port)
    }

    private func kiosk(backend: any ProvincialBackend, samples: PracticeSamples?) async throws -> Kiosk {
        let catalogue = try await catalogue()
        let delivery = OutboxDelivery(outbox: store.outbox, backend: backend, clock: clock, logger: logger)
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
            keeper: catalogue.keeper,
            delivery: delivery,
            languages: try files.languages(order: settings.languageOrder),
            visitSettings: visitSettings(organisations: place.organisations, samples: samples)
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

    private func visitSettings(organisations: [String: String], samples: PracticeSamples?) -> VisitSettings {
        var visit = VisitSettings(province: settings.provinceName, organisations: organisations)
        visit.idleAfter = .seconds(settings.idleSeconds)
        visit.graceFor = .seconds(settings.graceSeconds)
        visit.practiceDossiers = [samples?.dossier(.missingPapers)?.code.text].compactMap { $0 }
        visit.practicePayments = [samples?.payment(.paid)?.reference.text].compactMap { $0 }
        return visit
    }
}
