/// How many slips lie between two words.
package enum EditDistance {
    /// Insertions, deletions, substitutions and swaps of neighbours, or nothing when there are more than `limit`.
    package static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
        guard limit >= 0, abs(left.count - right.count) <= limit else { return nil }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        var row = last
        for (i, letter) in left.enumerated() {
            row[0] = i + 1
            var smallest = row[0]
            for (j, other) in right.enumerated() {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == other ? 0 : 1))
                if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row[j + 1] = cost
                smallest = min(smallest, cost)
            }
            if smallest > limit { return nil }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }

    /// Whether two packed words lie at most one slip apart, without taking memory.
    package static func isOneSlip(_ left: FoldKey, _ right: FoldKey) -> Bool {
        if left == right { return true }
        let prefix = (left.bits ^ right.bits).leadingZeroBitCount / 6
        let leftRest = left.bits << UInt64(6 * prefix)
        let rightRest = right.bits << UInt64(6 * prefix)
        if leftRest << 6 == rightRest << 6 || leftRest << 6 == rightRest || leftRest == rightRest << 6 { return true }
        let isSwap = leftRest >> 58 == rightRest >> 52 & 0x3F && leftRest >> 52 & 0x3F == rightRest >> 58
        return isSwap && leftRest << 12 == rightRest << 12
    }
}
