/// How hard a masked code is to read (ISO/IEC 18004, 7.8.3): long runs, blocks, false finders, imbalance.
struct QRPenalty {
    let matrix: QRMatrix

    var total: Int {
        let rows = (0..<matrix.size).map { row in (0..<matrix.size).map { matrix[$0, row] } }
        let columns = (0..<matrix.size).map { column in (0..<matrix.size).map { matrix[column, $0] } }
        let lines = (rows + columns).reduce(0) { $0 + runs(in: $1) + finders(in: $1) }
        return lines + blocks + imbalance
    }

    /// Five or more alike in a line.
    private func runs(in line: [Bool]) -> Int {
        var penalty = 0
        var length = 0
        for index in line.indices {
            length = index > 0 && line[index] == line[index - 1] ? length + 1 : 1
            if length == 5 { penalty += 3 } else if length > 5 { penalty += 1 }
        }
        return penalty
    }

    private static let finder = [true, false, true, true, true, false, true]

    /// A finder's 1:1:3:1:1 with four light modules on a side.
    private func finders(in line: [Bool]) -> Int {
        let light = [false, false, false, false]
        let patterns = [Self.finder + light, light + Self.finder]
        return line.indices.reduce(0) { penalty, start in
            let rest = line[start...]
            return penalty + patterns.count { rest.starts(with: $0) } * 40
        }
    }

    /// Two by two alike.
    private var blocks: Int {
        var penalty = 0
        for row in 1..<matrix.size {
            for column in 1..<matrix.size {
                let colour = matrix[column, row]
                let others = [matrix[column - 1, row], matrix[column, row - 1], matrix[column - 1, row - 1]]
                if others.allSatisfy({ $0 == colour }) { penalty += 3 }
            }
        }
        return penalty
    }

    /// Ten for every five percent away from half dark.
    private var imbalance: Int {
        let dark = matrix.modules.count(where: \.self)
        return abs(dark * 20 - matrix.modules.count * 10) / matrix.modules.count * 10
    }
}
