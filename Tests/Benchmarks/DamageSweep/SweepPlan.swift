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

    func applied(to bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .flip(let position, let mask):
            var bytes = bytes
            bytes[position] ^= mask
            return bytes
        case .cut(let length):
            return Array(bytes.prefix(length))
        }
    }
}

/// What the command line asks for.
struct SweepPlan: Sendable {
    var every = false
    var sample = 2_000
    var from = 0
    var to = Int.max
    var size = 1_000_000
    var jobs = 2
    var directory = "/tmp"

    init?(_ arguments: some Sequence<String>) {
        var rest = Array(arguments)[...]
        while let name = rest.popFirst() {
            if name == "--every" {
                every = true
                continue
            }
            guard let value = rest.popFirst() else { return nil }
            if name == "--directory" {
                directory = value
                continue
            }
            guard let number = Int(value), number >= 0 else { return nil }
            switch name {
            case "--sample": sample = number
            case "--from": from = number
            case "--to": to = number
            case "--size": size = number
            case "--jobs": jobs = max(1, number)
            default: return nil
            }
        }
    }

    /// The damages in a fixed order; the masks and the sample are the same in every run.
    func damages(of count: Int) -> [Damage] {
        var numbers = SweepNumbers(state: 2026)
        let positions = from..<max(from, min(to, count))
        let chosen = every ? Array(positions) : Array(positions.shuffled(using: &numbers).prefix(sample))
        let flips = chosen.map { position in
            Damage.flip(position: position, mask: UInt8.random(in: 1...255, using: &numbers))
        }
        let cuts = from == 0 ? stride(from: 0, to: count, by: 2_048).map { Damage.cut(length: $0) } : []
        return flips + cuts
    }
}

/// Numbers that are the same in every run (SplitMix64).
private struct SweepNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
