import AccessPointDevices
import ArgumentParser
import Glibc
import ServiceDesk

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Bring the catalogue down and send what citizens gave.",
        discussion: "Asks with the version held: nothing moves when nothing changed."
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let installation = try await Installation.open(options, notesPractice: true)
        try await installation.withKiosk { kiosk in
            let streams = installation.streams
            // First what citizens gave: a catalogue that cannot be had must not hold it up.
            let sent = await kiosk.delivery.deliverDue()
            let counts = try await kiosk.outbox.counts()
            try streams.answer("outbox: \(sent) sent now, \(counts.waiting) waiting, \(counts.parked) for the operator")
            let showsProgress = isatty(2) == 1
            let outcome = try await kiosk.keeper.sync(with: kiosk.backend) { count in
                if showsProgress, count % 1000 == 0 { streams.note("\(count) procedures…") }
            }
            try streams.answer(words(outcome))
        }
    }

    private func words(_ outcome: CatalogueKeeper.Outcome) -> String {
        switch outcome {
        case .unchanged: "catalogue: unchanged"
        case .replaced(let count): "catalogue: \(count) procedures received"
        case .changed(let changed, let removed): "catalogue: \(changed) changed, \(removed) removed"
        }
    }
}
