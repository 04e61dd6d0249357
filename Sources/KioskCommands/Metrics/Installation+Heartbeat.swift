import FoundationEssentials
import OfflineStore
import ServiceDesk

extension Installation {
    /// Gives signs of life through this backend; none in practice, where the backend is the kiosk's own.
    func signsOfLife(to backend: any ProvincialBackend) -> SignsOfLife {
        let minutes = settings.isPractice ? 0 : settings.heartbeatEveryMinutes
        return SignsOfLife(
            period: minutes > 0 ? Double(minutes) * 60 : nil, backend: backend, clock: clock, store: store.usage,
            logger: logger, heartbeat: { await heartbeat() })
    }

    private func heartbeat() async -> Heartbeat {
        let visit = (try? await store.usage.lastTime(of: .visit)) ?? nil
        var heartbeat = Heartbeat(
            kiosk: settings.kioskID, version: KioskVersion.text,
            lastVisit: .init(age: visit.map { clock.now.timeIntervalSince($0) }),
            uptimeSeconds: max(0, Int(ProcessInfo.processInfo.systemUptime))
        )
        heartbeat.catalogueVersion = (try? await store.catalogue.header())?.version?.text
        if let counts = try? await store.outbox.counts() {
            (heartbeat.waiting, heartbeat.parked) = (counts.waiting, counts.parked)
        }
        return heartbeat
    }
}
