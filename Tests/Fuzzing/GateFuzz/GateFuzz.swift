import KioskTestSupport

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Sends random byte strings through the text gate and counts what must not come out.
///
///     GateFuzz [rounds [seed]]      (default 1,000,000 rounds, seed 20261123)
@main
enum GateFuzz {
    static func main() {
        let words = CommandLine.arguments.dropFirst().map { UInt64($0) }
        let rounds = words.first.flatMap { $0 } ?? 1_000_000
        let seed = words.dropFirst().first.flatMap { $0 } ?? 20_261_123
        var trial = GateTrial(seed: seed)
        var faults = 0
        let elapsed = ContinuousClock().measure {
            for round in 0..<rounds {
                guard let fault = trial.round() else { continue }
                faults += 1
                if faults <= 20 { print("round \(round): \(fault)") }
            }
        }
        print("\(rounds) byte strings, seed \(seed), \(elapsed): \(faults) with bytes beyond printable and newline, ")
        print("lines over width, or another text the second time; every wrapped line at widths from 4 to 72")
        exit(faults > 0 ? 1 : 0)
    }
}
