import KioskConversation
import Logging
import OfflineStore
import PracticeBackend
import PublicServices
import ServiceDesk

extension Installation {
    /// Runs `work` with a kiosk that is connected to its backend, or to a practice backend of its own.
    func withKiosk(_ work: (Kiosk) async throws -> Void) async throws {
        try await withBackend { backend in try await work(try await kiosk(backend: backend)) }
    }

    /// Runs `work` with the desk for dossiers and payments alone, which starts faster than a whole kiosk.
    func withLookups(_ work: (LookupDesk) async throws -> Void) async throws {
        try await withBackend { backend in try await work(lookups(backend)) }
    }

    /// The kiosk with this backend and the catalogue of the store; an empty store takes the starter catalogue.
    func kiosk(backend: any ProvincialBackend) async throws -> Kiosk {
        let catalogue = try await catalogue()
        return try kiosk(backend: backend, catalogue: catalogue, delivery: delivery(to: backend))
    }

    /// What hands over what citizens gave.
    func delivery(to backend: any ProvincialBackend) -> OutboxDelivery {
        OutboxDelivery(outbox: store.outbox, backend: backend, clock: clock, marks: store.usage, logger: logger)
    }

    /// When content is looked for; the practice backend is this kiosk's own, so nobody else asks it at the same time.
    func syncPlan() -> SyncPlan {
        let schedule = SyncSchedule(kioskID: settings.kioskID, every: .seconds(settings.syncEveryMinutes * 60))
        return SyncPlan(schedule, spreads: !settings.isPractice, marks: store.usage, clock: clock)
    }

    /// The kiosk with the content that this installation has.
    func kiosk(
        backend: any ProvincialBackend, catalogue: CatalogueParts, delivery: OutboxDelivery
    ) throws -> Kiosk {
        let place = try files.accessPoint(id: settings.accessPoint)
        try checkLists()
        let languages = try files.languages(order: settings.languageOrder)
        let desk = ServiceDesk(
            catalogue: catalogue.desk,
            lookups: lookups(backend, usage: usage),
            giving: GivingDesk(outbox: store.outbox, delivery: delivery, clock: clock, usage: usage),
            survey: try survey(in: languages),
            accessPoint: place.point,
            clock: clock,
            isPractice: settings.isPractice,
            usage: usage
        )
        return Kiosk(
            installation: self,
            desk: desk,
            backend: backend,
            outbox: store.outbox,
            catalogue: catalogue,
            delivery: delivery,
            languages: languages,
            visitSettings: try visitSettings(at: place.point, organisations: place.organisations, languages)
        )
    }

    /// - Parameter usage: counts what became of look-ups; those of one-shot commands are no visits and not counted.
    private func lookups(_ backend: any ProvincialBackend, usage: UsageBook? = nil) -> LookupDesk {
        LookupDesk(
            backend: backend,
            cache: store.answers,
            admission: LookupGuard(ledger: store.ledger, limits: LookupLimits(), clock: clock),
            clock: clock,
            savedFor: Double(settings.savedHours) * 3600,
            payees: { read("payees", { try files.payees(isPractice: settings.isPractice) }) ?? [] },
            usage: usage,
            logger: logger
        )
    }

    /// Content that is read when it is first needed; a fault costs that content and tells the operator.
    func read<Content>(_ name: String, _ content: () throws -> Content) -> Content? {
        do {
            return try content()
        } catch {
            logger.error("configuration not read", metadata: ["what": "\(name)", "error": "\(error)"])
            return nil
        }
    }

    /// A visit starts only with lists that can be read: a fault is named before the first page.
    private func checkLists() throws {
        _ = try files.payees(isPractice: settings.isPractice)
        _ = try files.localStates()
    }

    private func visitSettings(
        at place: AccessPoint, organisations: [String: String], _ languages: Languages
    ) throws -> VisitSettings {
        var visit = VisitSettings(province: settings.provinceName, organisations: organisations)
        visit.idleAfter = .seconds(settings.idleSeconds)
        visit.graceFor = .seconds(settings.graceSeconds)
        visit.calendar = try files.calendar()
        let shelf = GuideShelf(files: files, first: settings.guidesFirst, logger: logger)
        visit.guides = { shelf.guides }
        visit.devices = devices()
        visit.notices = try noticeBoard(at: place, languages: languages.completeTags)
        guard settings.isPractice else { return visit }
        let samples = PracticeSamples(on: VietnamTime.day(of: clock.now))
        visit.practiceDossiers = [samples.dossier(.missingPapers)?.code.text].compactMap { $0 }
        visit.practicePayments = [samples.payment(.paid)?.reference.text].compactMap { $0 }
        return visit
    }
}
