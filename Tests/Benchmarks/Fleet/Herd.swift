import FoundationEssentials
import ServiceDesk

/// Kiosks that all get their power back within a minute, on a clock of whole seconds.
///
/// The waits are the product's own (`SyncSchedule`); what is compared with them is a plain timer.
struct Herd {
    /// How the kiosks of a run decide when to ask.
    enum Manner {
        /// At once after the start, then every hour; a failure is tried again a minute later.
        case plain
        /// `SyncSchedule`, which knows nothing of what the backend asks for.
        case spread
        /// `SyncSchedule` with the backend's `Retry-After`.
        case spreadObeying
        /// At once after the start; a failure is tried again when the backend said, to the second.
        case obeyingOnly
    }

    /// What one run did to the backend.
    struct Result {
        /// Most requests in one second, answered or refused.
        var peak = 0
        /// All requests until every kiosk was served.
        var requests = 0
        /// Seconds until the last kiosk was served.
        var lastServed = 0
    }

    let kiosks: Int
    private static let start = Date(timeIntervalSince1970: 1_795_428_000)

    /// One line a run.
    func table() -> [String] {
        let runs: [(String, Manner, Int?)] = [
            ("no spread, backend takes everything", .plain, nil),
            ("spread by kiosk id, backend takes everything", .spread, nil),
            ("no spread, backend takes 20 a second", .plain, 20),
            ("no spread, Retry-After 120 obeyed to the second, 20 a second", .obeyingOnly, 20),
            ("spread by kiosk id, 20 a second", .spread, 20),
            ("spread and Retry-After 120 obeyed, 20 a second", .spreadObeying, 20),
            ("spread and Retry-After 120 obeyed, 4 a second", .spreadObeying, 4),
        ]
        return ["\(kiosks) kiosks start within a minute after an outage:"]
            + runs.map { name, manner, capacity in
                let result = run(manner, capacity: capacity)
                return "\(name): peak \(result.peak) requests/s, \(result.requests) requests, "
                    + "last served after \(result.lastServed) s"
            }
    }

    /// Runs until every kiosk was served once, 6 hours at most.
    func run(_ manner: Manner, capacity: Int?) -> Result {
        var schedules = (0..<kiosks).map { SyncSchedule(kioskID: "kiosk-\($0)", every: .seconds(3600)) }
        var asking: [Int: [Int]] = [:]
        for kiosk in 0..<kiosks {
            let boot = kiosk * 7919 % 60
            let wait = manner == .plain || manner == .obeyingOnly ? 0 : seconds(schedules[kiosk].waitAtStart())
            asking[boot + wait, default: []].append(kiosk)
        }
        var result = Result()
        var left = kiosks
        for second in 0..<21_600 where left > 0 {
            let now = asking.removeValue(forKey: second) ?? []
            result.peak = max(result.peak, now.count)
            result.requests += now.count
            for (place, kiosk) in now.enumerated() {
                guard let capacity, place >= capacity else {
                    left -= 1
                    result.lastServed = second
                    continue
                }
                let wait = wait(manner, &schedules[kiosk], second)
                asking[second + max(1, wait), default: []].append(kiosk)
            }
        }
        return result
    }

    private func wait(_ manner: Manner, _ schedule: inout SyncSchedule, _ second: Int) -> Int {
        let now = Self.start.addingTimeInterval(Double(second))
        return switch manner {
        case .plain: 60
        case .obeyingOnly: 120
        case .spread: seconds(schedule.wait(after: .failed(retryAfter: nil), at: now))
        case .spreadObeying: seconds(schedule.wait(after: .failed(retryAfter: .seconds(120)), at: now))
        }
    }

    private func seconds(_ duration: Duration) -> Int { Int(duration / .seconds(1)) }
}
