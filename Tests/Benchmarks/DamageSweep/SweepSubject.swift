import FoundationEssentials
import Logging
import OfflineStore
import ServiceDesk

/// The store that is damaged: its file, what it holds and where in the file each record's own bytes lie.
struct SweepSubject: Sendable {
    private static let start = Date(timeIntervalSince1970: 1_795_000_000)
    /// Bytes of a record's own frame before its payload (sign, lengths, id, kind, time) and behind it (checksum).
    private static let before = 72
    private static let behind = 16
    private static let opening = Array("{\"rating\":".utf8)

    let bytes: [UInt8]
    let records: [OutboxRecord]
    private let places: [RecordID: Range<Int>]
    private let directory: String

    /// Fills an outbox until its file has `size` bytes; a third of the records are sent, some are parked.
    static func make(size: Int, in parent: String) async throws -> SweepSubject {
        let directory = "\(parent)/damage-sweep-\(UInt64.random(in: 0 ... .max))"
        let file = directory + "/original/outbox.sqlite"
        let store = open(directory + "/original")
        var number = 0
        repeat {
            for _ in 0..<100 {
                try await give(number, to: store.outbox)
                number += 1
            }
            store.close()
        } while try Data(contentsOf: URL(filePath: file)).count < size
        let records = try await store.outbox.records(in: nil)
        store.close()
        let bytes = Array(try Data(contentsOf: URL(filePath: file)))
        return SweepSubject(
            bytes: bytes, records: records, places: places(of: records, in: bytes), directory: directory
        )
    }

    /// Opens a damaged copy and looks what is left of it.
    func trial(_ damage: Damage, job: Int) async -> SweepOutcome {
        let path = "\(directory)/\(job)"
        let begin = ContinuousClock.now
        var outcome = SweepOutcome()
        do {
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try Data(damage.applied(to: bytes)).write(to: URL(filePath: path + "/outbox.sqlite"))
            let store = Self.open(path)
            let found = try await store.outbox.records(in: nil)
            outcome.seconds = (ContinuousClock.now - begin) / .seconds(1)
            outcome.count(found, of: records, touched: touched(by: damage))
            _ = try await store.outbox.enqueue(.rating, payload: [1], at: Self.start)
            outcome.wasRebuilt = !store.takeNotices().isEmpty
            store.close()
        } catch {
            outcome.failure = "\(error)"
        }
        return outcome
    }

    func remove() { try? FileManager.default.removeItem(atPath: directory) }

    /// The records of which the damage took a byte.
    private func touched(by damage: Damage) -> Set<RecordID> {
        let range = damage.range(of: bytes.count)
        return Set(places.filter { $0.value.overlaps(range) }.keys)
    }

    private static func open(_ path: String) -> KioskStore {
        let options = StoreOptions(logger: Logger(label: "sweep") { _ in SwiftLogNoOpLogHandler() })
        return KioskStore.open(directory: path, options: options)
    }

    private static func give(_ number: Int, to outbox: SQLiteOutbox) async throws {
        let text = "{\"rating\":\(number),\"comment\":\"" + String(repeating: "ý kiến ", count: number % 90) + "\"}"
        let record = try await outbox.enqueue(.rating, payload: Array(text.utf8), at: start)
        if number % 3 == 0 {
            let receipt = DeliveryReceipt(id: record.id, digest: record.digest, number: "BN-\(number)")
            try await outbox.markSent(record.id, receipt: receipt)
        } else if number % 11 == 0 {
            try await outbox.park(record.id, because: "422")
        }
    }

    /// Payloads differ from one another, so each is found by its own bytes; all begin alike.
    private static func places(of records: [OutboxRecord], in bytes: [UInt8]) -> [RecordID: Range<Int>] {
        let byPayload = Dictionary(
            records.map { (number(in: $0.payload[...]), $0) }, uniquingKeysWith: { one, _ in one })
        var places: [RecordID: Range<Int>] = [:]
        var index = 0
        while let start = bytes[index...].firstIndex(of: opening[0]) {
            index = start + 1
            guard bytes[start...].starts(with: opening), let record = byPayload[number(in: bytes[start...])] else {
                continue
            }
            let end = start + record.payload.count
            guard end <= bytes.count, bytes[start..<end].elementsEqual(record.payload) else { continue }
            places[record.id] = start - before..<end + behind
        }
        return places
    }

    private static func number(in text: ArraySlice<UInt8>) -> Int {
        text.dropFirst(opening.count).prefix { (48...57).contains($0) }.reduce(0) { $0 * 10 + Int($1) }
    }
}
