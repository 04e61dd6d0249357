import BackendClient
import FoundationEssentials
import Glibc
import Logging
import OfflineStore
import PracticeBackend
import PublicServices
import ServiceDesk

/// Times the three refusals of a dossier look-up: no such code, a wrong second factor, a closed limit.
///
///     LookupTiming                  500 of each, in turn, through the real desk, store, client and practice backend
///     LookupTiming --count 50
///
/// Prints the medians and the largest difference between two of them, with the waiting for a whole step of time as it
/// ships and, for comparison, without. Ends with 1 when the difference with waiting is over 5 ms.
@main
struct LookupTiming {
    private static let bar = Duration.milliseconds(5)

    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let count = arguments.isEmpty ? 500 : arguments.count == 2 ? Int(arguments[1]) : nil, count > 0 else {
            print("usage: LookupTiming [--count N]")
            exit(2)
        }
        var configuration = PracticeConfiguration(catalogue: .procedures([]))
        // The backend's own limits would turn every refusal into the third kind.
        configuration.limits.perCode = .max
        configuration.limits.perHour = .max
        let difference = try await withPracticeBackend(configuration) { backend, port in
            let rig = try Rig(port: port, samples: backend.samples)
            let without = await rig.medians(count: count, step: .zero)
            print("without waiting   \(without.text)")
            let with = await rig.medians(count: count, step: LookupDesk.refusalStep)
            print("as it ships       \(with.text)")
            await rig.end()
            return with.difference
        }
        let isMet = difference <= bar
        let figure = "|difference of medians| \(difference.inMilliseconds) ms over \(count) each"
        print("\(figure); bar ≤ 5 ms: \(isMet ? "met" : "not met")")
        exit(isMet ? 0 : 1)
    }
}

/// A real store and a real client in front of the practice backend.
private struct Rig {
    enum Refusal: String, CaseIterable { case noSuchCode, wrongFactor, blocked }

    struct Medians {
        var of: [Refusal: Duration]

        var difference: Duration { (of.values.max() ?? .zero) - (of.values.min() ?? .zero) }
        var text: String {
            Refusal.allCases.map { "\($0) \(of[$0, default: .zero].inMilliseconds) ms" }.joined(separator: "   ")
                + "   |difference| \(difference.inMilliseconds) ms"
        }
    }

    struct NoSample: Error {}

    private let folder: String
    private let store: KioskStore
    private let client: KioskAPIBackend
    private let code: DossierCode
    private let factor: SecondFactor
    private let unknown: DossierCode
    private let logger = Logger(label: "timing") { _ in SwiftLogNoOpLogHandler() }

    init(port: Int, samples: PracticeSamples) throws {
        folder = FileManager.default.temporaryDirectory.path + "/kiosk-timing-\(UInt64.random(in: 0 ... .max))"
        store = KioskStore.open(directory: folder, options: StoreOptions(logger: logger))
        let address = try BackendAddress("http://127.0.0.1:\(port)")
        client = try KioskAPIBackend(BackendSettings(address: address, kioskID: "timing"), logger: logger)
        guard let sample = samples.dossier(.onTime), let unknown = DossierCode(stored: "H43.12-240823-9999") else {
            throw NoSample()
        }
        code = sample.code
        factor = .lastFour(sample.lastFour)
        self.unknown = unknown
    }

    func end() async {
        await client.shutdown()
        store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Asks in turn, so that a slower moment of the machine meets all three.
    func medians(count: Int, step: Duration) async -> Medians {
        var times: [Refusal: [Duration]] = [:]
        var order = Refusal.allCases
        for _ in 0..<count {
            order.shuffle()
            for refusal in order {
                let desk = desk(isOpen: refusal != .blocked, step: step)
                let start = ContinuousClock.now
                let answer = await ask(refusal, desk)
                times[refusal, default: []].append(ContinuousClock.now - start)
                precondition(answer == .notFound, "a refusal was answered with something else")
            }
        }
        return Medians(of: times.mapValues { $0.sorted()[$0.count / 2] })
    }

    private func ask(_ refusal: Refusal, _ desk: LookupDesk) async -> Answer<DossierStatus> {
        let visit = VisitLookups()
        return switch refusal {
        case .noSuchCode: await desk.dossier(unknown, secondFactor: factor, visit: visit)
        case .wrongFactor: await desk.dossier(code, secondFactor: .lastFour("9999"), visit: visit)
        case .blocked: await desk.dossier(code, secondFactor: factor, visit: visit)
        }
    }

    private func desk(isOpen: Bool, step: Duration) -> LookupDesk {
        let clock = SystemClock()
        return LookupDesk(
            backend: client, cache: store.answers,
            admission: LookupGuard(ledger: store.ledger, limits: .timing(isOpen: isOpen), clock: clock),
            clock: clock, refusalStep: step, logger: logger
        )
    }
}

extension Duration {
    /// With two decimals.
    fileprivate var inMilliseconds: String {
        let hundredths = Int((self / .milliseconds(1) * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
