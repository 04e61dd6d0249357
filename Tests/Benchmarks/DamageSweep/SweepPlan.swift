/// One way to damage a file.
enum Damage: Sendable {
    case flip(position: Int, mask: UInt8)
    case cut(length: Int)

    /// The bytes of the original that are no longer there.
    func range(of count: Int) -> Range<Int> {
        switch self {
        case .flip(let position, _): position..<position + 1
        case .cut(let length): length..<count
        }
    }

    /// Whether the opened store is also given a record: opening tries a write anyway, so some are enough.
    var triesWriting: Bool {
        switch self {
        case .flip(let position, _): position % 16 == 0
        case .cut: true
        }
    }
}

/// Damages that are done and noted together.
struct SweepChunk: Hashable, Sendable {
    enum Kind: String, Sendable {
        case flip
        case cut
        case sample
    }

    /// How many bytes are flipped before it is noted.
    static let flips = 4_096
    /// Cuts at every page and half a page.
    static let cutEvery = 2_048

    let kind: Kind
    let from: Int
    let to: Int

    var text: String { "\(kind.rawValue) \(from) \(to)" }

    /// Everything that can be done to a file of `count` bytes, in chunks.
    static func all(of count: Int) -> [SweepChunk] {
        let flips = stride(from: 0, to: count, by: flips).map { from in
            SweepChunk(kind: .flip, from: from, to: min(from + Self.flips, count))
        }
        return [SweepChunk(kind: .cut, from: 0, to: count)] + flips
    }
}

/// What the command line asks for.
struct SweepPlan: Sendable {
    var every = false
    var sample = 2_000
    var from = 0
    var to = Int.max
    var size = 1_000_000
    var directory = "/tmp"
    /// The file to damage; made when it is not there.
    var store: String?
    var log: String?
    var reports: [String] = []

    init?(_ arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let name = rest.popFirst() {
            switch name {
            case "--every": every = true
            case "--report":
                reports = Array(rest)
                rest = []
            default:
                guard let value = rest.popFirst(), set(name, value) else { return nil }
            }
        }
    }

    private mutating func set(_ name: String, _ value: String) -> Bool {
        switch name {
        case "--directory": directory = value
        case "--store": store = value
        case "--log": log = value
        default:
            guard let number = Int(value), number >= 0 else { return false }
            return set(name, number)
        }
        return true
    }

    private mutating func set(_ name: String, _ number: Int) -> Bool {
        switch name {
        case "--sample": sample = number
        case "--from": from = number
        case "--to": to = number
        case "--size": size = number
        default: return false
        }
        return true
    }

    /// The chunks of this run; a chunk belongs to the part in which it begins.
    func chunks(of count: Int) -> [SweepChunk] {
        let all = SweepChunk.all(of: count).filter { from <= $0.from && $0.from < to }
        return every ? all : all.filter { $0.kind == .cut } + [SweepChunk(kind: .sample, from: 0, to: count)]
    }

    /// The damages of a chunk: the same in every run, whatever was done before.
    func damages(in chunk: SweepChunk) -> [Damage] {
        switch chunk.kind {
        case .flip: return (chunk.from..<chunk.to).map(Self.flip)
        case .cut: return stride(from: 0, to: chunk.to, by: SweepChunk.cutEvery).map { .cut(length: $0) }
        case .sample:
            var numbers = SweepNumbers(state: 2026)
            return (0..<sample).map { _ in Self.flip(Int.random(in: chunk.from..<chunk.to, using: &numbers)) }
        }
    }

    private static func flip(_ position: Int) -> Damage {
        var numbers = SweepNumbers(state: UInt64(position))
        return .flip(position: position, mask: UInt8.random(in: 1...255, using: &numbers))
    }
}

/// Numbers that are the same in every run (SplitMix64).
struct SweepNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
