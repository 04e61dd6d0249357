/// The modules of a code while they are placed.
struct QRMatrix: Sendable {
    let version: QRVersion
    private(set) var modules: [Bool]
    /// Finder, timing, alignment, format and version: not data, not masked.
    private var isReserved: [Bool]

    var size: Int { version.size }

    /// The matrix with the mask that scanners read best (ISO/IEC 18004, 7.8).
    static func best(version: QRVersion, codewords: [UInt8]) -> QRMatrix {
        var blank = QRMatrix(version: version)
        blank.place(codewords)
        let masked = (0..<8).map { blank.masked(with: $0) }
        let scored = masked.map { (matrix: $0, penalty: QRPenalty(matrix: $0).total) }
        return scored.min { $0.penalty < $1.penalty }?.matrix ?? blank
    }

    /// Everything but data and mask.
    init(version: QRVersion) {
        self.version = version
        modules = Array(repeating: false, count: version.size * version.size)
        isReserved = modules
        placeTiming()
        for (column, row) in [(3, 3), (size - 4, 3), (3, size - 4)] { placeFinder(column, row) }
        placeAlignment()
        placeFormat(mask: 0)
        placeVersion()
    }

    subscript(column: Int, row: Int) -> Bool { modules[row * size + column] }

    private mutating func set(_ column: Int, _ row: Int, _ isDark: Bool) {
        guard (0..<size).contains(column), (0..<size).contains(row) else { return }
        modules[row * size + column] = isDark
        isReserved[row * size + column] = true
    }

    private mutating func placeTiming() {
        for index in 0..<size {
            set(6, index, index % 2 == 0)
            set(index, 6, index % 2 == 0)
        }
    }

    private mutating func placeFinder(_ column: Int, _ row: Int) {
        for down in -4...4 {
            for across in -4...4 {
                let ring = max(abs(down), abs(across))
                set(column + across, row + down, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func placeAlignment() {
        let centres = version.alignment
        guard let first = centres.first, let last = centres.last else { return }
        let corners = [[first, first], [first, last], [last, first]]
        for column in centres {
            for row in centres where !corners.contains([column, row]) {
                for down in -2...2 {
                    for across in -2...2 { set(column + across, row + down, max(abs(down), abs(across)) != 1) }
                }
            }
        }
    }

    /// Level and mask, twice, with a BCH(15,5) check.
    private mutating func placeFormat(mask: Int) {
        let data = (version.level == .low ? 1 : 0) << 3 | mask
        let bits = (data << 10 | Self.remainder(of: data, generator: 0x537, degree: 10)) ^ 0x5412
        let isDark = { (index: Int) in bits >> index & 1 == 1 }
        for index in 0...5 { set(8, index, isDark(index)) }
        set(8, 7, isDark(6))
        set(8, 8, isDark(7))
        set(7, 8, isDark(8))
        for index in 9..<15 { set(14 - index, 8, isDark(index)) }
        for index in 0..<8 { set(size - 1 - index, 8, isDark(index)) }
        for index in 8..<15 { set(8, size - 15 + index, isDark(index)) }
        set(8, size - 8, true)
    }

    /// Versions from 7 on say their number, twice, with a BCH(18,6) check.
    private mutating func placeVersion() {
        guard version.number >= 7 else { return }
        let bits = version.number << 12 | Self.remainder(of: version.number, generator: 0x1F25, degree: 12)
        for index in 0..<18 {
            let isDark = bits >> index & 1 == 1
            set(size - 11 + index % 3, index / 3, isDark)
            set(index / 3, size - 11 + index % 3, isDark)
        }
    }

    private static func remainder(of data: Int, generator: Int, degree: Int) -> Int {
        (0..<degree).reduce(data) { rest, _ in rest << 1 ^ (rest >> (degree - 1)) * generator }
    }

    /// Fills the free modules in pairs of columns, from the right, up and down in turn.
    private mutating func place(_ codewords: [UInt8]) {
        let all = codewords.flatMap { byte -> [Bool] in (0..<8).map { byte >> (7 - $0) & 1 == 1 } }
        var bits = all[...]
        var isUpwards = true
        for right in stride(from: size - 1, through: 1, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
            for step in 0..<size {
                let row = isUpwards ? size - 1 - step : step
                for column in [right, right - 1] where !isReserved[row * size + column] {
                    modules[row * size + column] = bits.popFirst() ?? false
                }
            }
            isUpwards.toggle()
        }
    }

    private func masked(with mask: Int) -> QRMatrix {
        var result = self
        for row in 0..<size {
            for column in 0..<size where !isReserved[row * size + column] && Self.flips(mask, column, row) {
                result.modules[row * size + column].toggle()
            }
        }
        result.placeFormat(mask: mask)
        return result
    }

    private static func flips(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }
}
