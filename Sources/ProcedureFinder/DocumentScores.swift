/// One figure a document, added up while the words of a query are looked up.
///
/// Plain memory that is freed with the value: arrays passed about cost a third of a query in checks and references.
/// Every access is within `count`, whatever a damaged posting list says.
struct DocumentScores: ~Copyable {
    let count: Int
    private let values: UnsafeMutablePointer<Float>

    /// All figures 0.
    init(count: Int) {
        self.count = count
        values = .allocate(capacity: max(1, count))
        values.initialize(repeating: 0, count: count)
    }

    deinit { values.deallocate() }

    subscript(document: Int) -> Float {
        precondition(document >= 0 && document < count)
        return values[document]
    }

    /// Adds `share` to every document of a list.
    func add(_ share: Float, toAll list: Int, of lists: borrowing PostingLists) {
        let values = values
        let count = count
        lists.forEach(list) { if $0 < count { values[Int($0)] += share } }
    }

    /// Takes in a part of other figures, weighs each document by its standing and returns the greatest figure.
    func settle(adding part: Float, of other: borrowing DocumentScores, standings: [Float]) -> Float {
        let (values, others, count) = (values, other.values, min(count, other.count, standings.count))
        return standings.withUnsafeBufferPointer { standings in
            var highest = SIMD8<Float>()
            var place = 0
            while place + 8 <= count {
                let totals =
                    (load(UnsafePointer(values), place) + part * load(UnsafePointer(others), place))
                    * load(standings.baseAddress, place)
                UnsafeMutableRawPointer(values + place).storeBytes(of: totals, as: SIMD8<Float>.self)
                highest.replace(with: totals, where: totals .> highest)
                place += 8
            }
            var most = highest.max()
            while place < count {
                values[place] = (values[place] + part * others[place]) * standings[place]
                most = max(most, values[place])
                place += 1
            }
            return most
        }
    }

    /// Eight figures from a place on; the caller has made sure that there are so many.
    @inline(__always)
    private func load(_ values: UnsafePointer<Float>?, _ place: Int) -> SIMD8<Float> {
        guard let values else { return SIMD8() }
        return UnsafeRawPointer(values + place).loadUnaligned(as: SIMD8<Float>.self)
    }

    /// The documents of the best `capacity`, and all that are as good as the last of them in steps of 1/255 of the best.
    func leading(_ capacity: Int, highest: Float) -> [UInt32] {
        var floor = ScoreFloor(capacity: capacity)
        let scale = 255 / highest
        var lowest = Float.leastNormalMagnitude
        var chosen: [UInt32] = []
        chosen.reserveCapacity(2 * capacity)
        var place = 0
        while place < count {
            // Most blocks of eight hold nothing that is still wanted.
            let end = min(place + 8, count)
            if end - place < 8 || any(load(values, place) * scale .>= lowest) {
                for document in place..<end where values[document] * scale >= lowest {
                    chosen.append(UInt32(truncatingIfNeeded: document))
                    floor.count(min(255, Int(values[document] * scale)))
                    lowest = max(lowest, Float(floor.step))
                }
            }
            place = end
        }
        return chosen.filter { values[Int($0)] * scale >= lowest }
    }
}

/// The step that enough documents reach, while they are counted one by one.
private struct ScoreFloor {
    private(set) var step = 0
    private let capacity: Int
    private var reaching = InlineArray<256, Int32>(repeating: 0)
    private var sum = 0

    init(capacity: Int) { self.capacity = capacity }

    mutating func count(_ reached: Int) {
        reaching[reached] += 1
        sum += 1
        while step < 255, sum - Int(reaching[step]) >= capacity {
            sum -= Int(reaching[step])
            step += 1
        }
    }
}
