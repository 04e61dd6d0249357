import ServiceDesk

/// How much of an outbox is taken by records that the backend does not have yet.
package struct OutboxRoom: Equatable, Sendable {
    package let records: Int
    package let mostRecords: Int
    package let bytes: Int
    package let mostBytes: Int
    private let warning: Double

    init(_ counts: OutboxCounts, _ options: StoreOptions) {
        records = counts.waiting + counts.parked
        mostRecords = options.outboxRecords
        bytes = counts.bytes
        mostBytes = options.outboxBytes
        warning = options.outboxWarning
    }

    /// The part that is taken, by number or by bytes, whichever is more; from 0 to 1.
    package var taken: Double {
        max(Double(records) / Double(max(1, mostRecords)), Double(bytes) / Double(max(1, mostBytes)))
    }

    /// The operator should see to it that the backend is reached before nothing more can be kept.
    package var isFilling: Bool { taken >= warning }

    var warningPercent: Int { Int(warning * 100) }
}
