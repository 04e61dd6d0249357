import AccessPointDevices
import ArgumentParser
import Glibc
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
        try await installation.withKiosk(startsFilled: false) { kiosk in
            let streams = installation.streams
            // First what citizens gave: a catalogue that cannot be had must not hold it up.
            let sent = await kiosk.delivery.deliverDue()
            let counts = try await kiosk.outbox.counts()
            try streams.answer("outbox: \(sent) sent now, \(counts.waiting) waiting, \(counts.parked) for the operator")
            let showsProgress = isatty(2) == 1
            let report = await kiosk.sync(mustAsk: true) { count in
                if showsProgress, count % 1000 == 0 { streams.note("\(count) procedures…") }
            }
            await kiosk.books.writeDown()
            for outcome in report.outcomes { try streams.answer(words(outcome)) }
            if let fault = report.fault { throw fault }
        }
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
