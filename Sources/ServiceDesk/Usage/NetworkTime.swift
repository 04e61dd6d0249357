/// How long a kiosk was in service, and how long of that without its backend, by a clock that nobody can set.
///
/// A process lives for one visit, so it begins with what the one before it knew. Where that is nothing, time counts as
/// the first fact says, or as unknown when it has to be kept before there is one.
struct NetworkTime: Equatable {
    /// The hour of a day, as the wall clock says it when the time is charged.
    struct Hour: Hashable {
        var day: Int
        var hour: Int
    }

    /// A gap longer than this is a machine that slept, not a kiosk in service.
    private static let longestGap = Duration.seconds(600)

    private var countedTo: Duration?
    private var isAway: Bool?
    private var undecided: [Hour: Duration] = [:]
    private(set) var open: [Hour: Duration] = [:]
    private(set) var offline: [Hour: Duration] = [:]
    private(set) var unknown: [Hour: Duration] = [:]
    /// What is known and was not yet handed on.
    private var news: Bool?

    /// The kiosk is in service from now on.
    mutating func start(at uptime: Duration) { countedTo = countedTo ?? uptime }

    /// The backend was reached or not.
    mutating func note(isReachable: Bool, at uptime: Duration, _ hour: Hour) {
        charge(to: uptime, hour)
        news = isReachable
        if isAway == nil, !isReachable { offline.merge(undecided, uniquingKeysWith: +) }
        undecided = [:]
        isAway = !isReachable
    }

    /// Whether time passes and nothing is known of the backend.
    var isBlank: Bool { countedTo != nil && isAway == nil }

    /// Time counts as what was known a moment ago; what was learnt since counts more.
    mutating func assume(isReachable: Bool) {
        guard isAway == nil else { return }
        if !isReachable { offline.merge(undecided, uniquingKeysWith: +) }
        undecided = [:]
        isAway = !isReachable
    }

    /// What became known since the last call; `nil` for nothing.
    mutating func takeNews() -> Bool? {
        defer { news = nil }
        return news
    }

    /// Charges the time since the last call to an hour.
    mutating func charge(to uptime: Duration, _ hour: Hour) {
        guard let from = countedTo, uptime > from else { return }
        countedTo = uptime
        let passed = uptime - from
        guard passed <= Self.longestGap else { return }
        open[hour, default: .zero] += passed
        switch isAway {
        case nil: undecided[hour, default: .zero] += passed
        case true?: offline[hour, default: .zero] += passed
        case false?: break
        }
    }

    /// Whole seconds charged so far; what is left of a second stays for the next time.
    mutating func take() -> (open: [Hour: Int], offline: [Hour: Int], unknown: [Hour: Int]) {
        unknown.merge(undecided, uniquingKeysWith: +)
        undecided = [:]
        return (Self.take(&open), Self.take(&offline), Self.take(&unknown))
    }

    private static func take(_ times: inout [Hour: Duration]) -> [Hour: Int] {
        let whole = times.mapValues { Int($0.components.seconds) }.filter { $0.value > 0 }
        for (hour, seconds) in whole { times[hour, default: .zero] -= .seconds(seconds) }
        times = times.filter { $0.value > .zero }
        return whole
    }
}
