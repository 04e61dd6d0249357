package import FoundationEssentials
package import Logging

/// How a store behaves; the defaults are a kiosk's.
package struct StoreOptions: Sendable {
    /// Most records in the outbox that the backend does not have yet.
    package var outboxRecords = 10_000
    /// Most bytes of payloads that the backend does not have yet.
    package var outboxBytes = 50_000_000
    /// The part of the room from which on the operator is warned.
    package var outboxWarning = 0.8
    /// How long a statement waits for another process.
    package var patience = Duration.seconds(5)
    /// The 32-byte key from a credential; `nil` means the file `store.key` in the state directory.
    package var key: [UInt8]?
    /// The clock on the wall, for the times in file names and of receipts.
    package var now: @Sendable () -> Date = { Date() }
    package var logger: Logger

    package init(logger: Logger = Logger(label: "kiosk.store")) { self.logger = logger }
}
