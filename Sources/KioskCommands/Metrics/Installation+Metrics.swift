import FoundationEssentials
import Logging
import OfflineStore
import ServiceDesk

extension Installation {
    /// Writes the metrics file, where one is wanted.
    ///
    /// A fault is logged and otherwise left: a visit goes on without metrics.
    func writeMetrics() async {
        guard let path = settings.metricsFile else { return }
        do {
            try MetricsFile(path: path).write(try await metrics().text)
        } catch {
            logger.warning("metrics not written", metadata: ["error": "\(error)"])
        }
    }

    private func metrics() async throws -> KioskMetrics {
        let now = clock.now
        var metrics = KioskMetrics()
        metrics.totals = try await store.usage.totals()
        metrics.outbox = try await store.outbox.counts()
        metrics.oldestSeconds = try await store.outbox.oldestUnsent().map { max(0, now.timeIntervalSince($0)) } ?? 0
        metrics.storeBytes = store.bytesOnDisk
        metrics.catalogue = try await store.catalogue.header()
        metrics.catalogueAge = metrics.catalogue.map { now.timeIntervalSince($0.confirmedAt) }
        return metrics
    }
}
