import AccessPointDevices
import ArgumentParser
import Glibc
import OfflineStore
import ServiceDesk

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Bring the content bundle and the catalogue down and send what citizens gave.",
        discussion: "Asks with the version held: nothing moves when nothing changed."
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let installation = try await Installation.open(options, notesPractice: true)
        try await installation.withBackend { backend in
            // First what citizens gave: a catalogue that cannot be had must not hold it up.
            try await deliver(installation, to: backend)
            try await fetch(installation, from: backend)
        }
    }

    private func deliver(_ installation: Installation, to backend: any ProvincialBackend) async throws {
        let delivery = installation.delivery(to: backend)
        await delivery.endRest()
        let sent = await delivery.deliverDue()
        let counts = try await installation.store.outbox.counts()
        try installation.streams.answer(
            "outbox: \(sent) sent now, \(counts.waiting) waiting, \(counts.parked) for the operator")
    }

    private func fetch(_ installation: Installation, from backend: any ProvincialBackend) async throws {
        let streams = installation.streams
        let catalogue = try await installation.catalogue(startsFilled: false)
        let showsProgress = isatty(2) == 1
        let content = ContentSync(installation: installation, backend: backend, catalogue: catalogue)
        let report = await content.run(mustAsk: true) { count in
            if showsProgress, count % 1000 == 0 { streams.note("\(count) procedures…") }
        }
        var plan = installation.syncPlan()
        await plan.wait(after: report.outcome)
        await BookKeeping(installation: installation, backend: backend).writeDown()
        for outcome in report.outcomes { try streams.answer(words(outcome)) }
        if let fault = report.fault { throw fault }
    }

    private func words(_ outcome: SyncOutcome) -> String {
        switch outcome {
        case .bundle(.unchanged(let version)): "bundle: \(version.map { "version \($0), " } ?? "")unchanged"
        case .bundle(.taken(let version, let fetched, let all)):
            "bundle: version \(version) taken, \(fetched) of \(all) parts fetched"
        case .catalogue(.unchanged): "catalogue: unchanged"
        case .catalogue(.replaced(let count)): "catalogue: \(count) procedures received"
        case .catalogue(.changed(let changed, let removed)): "catalogue: \(changed) changed, \(removed) removed"
        }
    }
}
