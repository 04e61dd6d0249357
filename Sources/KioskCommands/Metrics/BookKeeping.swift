import FoundationEssentials
import Logging
import OfflineStore
import ServiceDesk

/// What a kiosk keeps about itself beside the visits: counters, metrics, and signs of life for the province.
///
/// Nothing here is waited for by a citizen, and nothing that goes wrong here ends anything.
struct BookKeeping: Sendable {
    /// The first round comes soon, for a process may live for one visit only.
    private static let firstAfter = Duration.seconds(20)
    private static let every = Duration.seconds(60)
    /// How long the end of a visit may take to write down what was counted.
    private static let longestEnd = Duration.seconds(2)

    let installation: Installation
    let backend: any ProvincialBackend

    /// Goes on until it is cancelled.
    func run() async {
        installation.usage.startService()
        var signs = installation.signsOfLife(to: backend)
        var wait = Self.firstAfter
        while (try? await installation.clock.sleep(for: wait)) != nil {
            await writeDown()
            await signs.giveWhenDue()
            wait = Self.every
        }
    }

    /// Keeps what the visit that just ended has counted; returns soon, whatever the disk does.
    func visitEnded() async {
        _ = await installation.clock.limited(to: Self.longestEnd) {
            try? await installation.store.usage.note(.visit, at: installation.clock.now)
            await writeDown()
        }
    }

    /// Counters to the store, metrics to their file, and what the log left out to the log.
    func writeDown() async {
        await installation.usage.flush()
        installation.tellLeftOut()
        await installation.writeMetrics()
    }
}
