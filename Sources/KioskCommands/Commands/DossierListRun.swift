import AccessPointDevices
import Glibc
import PublicServices
import ServiceDesk

/// `kiosk dossier --from`: a volunteers' list, looked up at a gentle rate.
struct DossierListRun {
    let list: CodeList
    let file: DossierListFile
    let pause: Duration
    let resumes: Bool

    /// Looks up what the file does not answer yet.
    ///
    /// - Throws: `ExitStatus.couldNotAsk` when it stopped early; what was answered is written.
    func run(_ installation: Installation) async throws {
        let streams = installation.streams
        for line in list.unreadable { streams.note("kiosk: line \(line): not a dossier code, passed over") }
        let answered = try file.open(resumes: resumes)
        let open = list.codes.filter { !answered.contains($0.text) }
        if open.count < list.codes.count { streams.note("\(list.codes.count - open.count) answered already") }
        try await installation.withLookups { lookups in
            let round = DossierRound(desk: lookups, clock: installation.clock, pause: pause)
            var done = 0
            let end = try await round.look(up: open) { code, answer in
                try file.add(code, answer, now: installation.clock.now)
                done += 1
                // Numbers only: standard error may be a log.
                if isatty(2) == 1 || done % 25 == 0 || done == open.count { streams.note("\(done)/\(open.count)") }
            }
            try report(end, left: open.count - done, streams)
        }
    }

    private func report(_ end: DossierRound.End, left: Int, _ streams: StandardStreams) throws {
        guard end != .finished || left > 0 else { return }
        let reason =
            switch end {
            case .limited: "too many codes were not found within an hour; go on in an hour"
            case .backendAway, .finished: "the backend did not answer"
            case .cancelled: "stopped"
            }
        streams.note("kiosk: \(left) of the list not asked: \(reason). With --output FILE, --resume goes on later.")
        throw ExitStatus.couldNotAsk
    }
}
