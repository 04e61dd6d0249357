import FoundationEssentials
import Glibc
import Logging
import OfflineStore
import ServiceDesk

/// The store that is damaged: its file and what it holds.
struct SweepSubject: Sendable {
    private static let start = Date(timeIntervalSince1970: 1_795_000_000)
    private static let name = "outbox.sqlite"

    let bytes: [UInt8]
    let truth: SweepTruth
    private let directory: String

    /// The store of the plan, or a new one of its size.
    static func make(_ plan: SweepPlan) async throws -> SweepSubject {
        let directory = "\(plan.directory)/damage-sweep-\(UInt64.random(in: 0 ... .max))"
        let original = directory + "/original"
        try FileManager.default.createDirectory(atPath: original, withIntermediateDirectories: true)
        if let store = plan.store, FileManager.default.fileExists(atPath: store) {
            try FileManager.default.copyItem(atPath: store, toPath: original + "/" + name)
        } else {
            try await fill(original, to: plan.size)
            if let store = plan.store { try FileManager.default.copyItem(atPath: original + "/" + name, toPath: store) }
        }
        let bytes = Array(try Data(contentsOf: URL(filePath: original + "/" + name)))
        let store = open(original)
        let records = try await store.outbox.records(in: nil)
        store.close()
        return SweepSubject(bytes: bytes, truth: try SweepTruth(records, in: bytes), directory: directory)
    }

    /// Opens a damaged copy and looks what is left of it.
    func trial(_ damage: Damage) async -> SweepOutcome {
        let path = "\(directory)/trial"
        var outcome = SweepOutcome()
        do {
            try put(damage, in: path)
            let begin = ContinuousClock.now
            let store = Self.open(path)
            _ = try await store.outbox.counts()
            outcome.seconds = (ContinuousClock.now - begin) / .seconds(1)
            let found = try await store.outbox.records(in: nil)
            outcome.count(found, of: truth, damage: damage.range(of: bytes.count))
            if damage.triesWriting { _ = try await store.outbox.enqueue(.rating, payload: [1], at: Self.start) }
            outcome.wasRebuilt = !store.takeNotices().isEmpty
            store.close()
        } catch {
            outcome.failure = "\(error)"
        }
        return outcome
    }

    func remove() { try? FileManager.default.removeItem(atPath: directory) }

    /// A directory that holds nothing but the damaged file.
    ///
    /// The file is written over the one of the trial before, wherever that was moved: new memory for a megabyte costs
    /// more than filling it.
    private func put(_ damage: Damage, in path: String) throws {
        mkdir(path, 0o700)
        for name in try FileManager.default.contentsOfDirectory(atPath: path) { unlink(path + "/" + name) }
        let spare = directory + "/spare"
        let file = Glibc.open(spare, O_WRONLY | O_CREAT, 0o600)
        defer { _ = Glibc.close(file) }
        switch damage {
        case .cut(let length):
            ftruncate(file, off_t(length))
            _ = Glibc.write(file, bytes, length)
        case .flip(let position, let mask):
            ftruncate(file, off_t(bytes.count))
            _ = Glibc.write(file, bytes, bytes.count)
            _ = withUnsafeBytes(of: bytes[position] ^ mask) { pwrite(file, $0.baseAddress, 1, off_t(position)) }
        }
        link(spare, path + "/" + Self.name)
    }

    private static func open(_ path: String) -> KioskStore {
        let options = StoreOptions(logger: Logger(label: "sweep") { _ in SwiftLogNoOpLogHandler() })
        return KioskStore.open(directory: path, options: options)
    }

    /// Fills an outbox until its file has `size` bytes: from the barest rating to one in two pieces; a third of the
    /// records are sent, some are parked.
    private static func fill(_ path: String, to size: Int) async throws {
        let store = open(path)
        var number = 0
        repeat {
            for _ in 0..<4 {
                try await give(number, to: store.outbox)
                number += 1
            }
            store.close()
        } while try Data(contentsOf: URL(filePath: path + "/" + name)).count < size
    }

    private static func give(_ number: Int, to outbox: SQLiteOutbox) async throws {
        let words = String(repeating: "ý kiến ", count: [3, 40, 9, 120, 300, 560][number % 6] + number % 17)
        let payload = Array("{\"rating\":\(number),\"comment\":\"\(words)\"}".utf8)
        let record = try await outbox.enqueue(.rating, payload: payload, at: start.addingTimeInterval(Double(number)))
        if number % 3 == 0 {
            let receipt = DeliveryReceipt(id: record.id, digest: record.digest, number: "BN-\(number)")
            try await outbox.markSent(record.id, receipt: receipt)
        } else if number % 11 == 0 {
            try await outbox.park(record.id, because: "422")
        }
    }
}
