import AccessPointDevices
import ArgumentParser
import OfflineStore
import PublicServices
import ServiceDesk

struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "Look after what citizens gave until the province has it.",
        subcommands: [ListCommand.self, ShowCommand.self, RetryCommand.self, ExportCommand.self]
    )

    /// Says that nothing here has the id that was asked for.
    private static func unknown(_ installation: Installation) -> ExitStatus {
        installation.streams.note("no record has this id; the province may have it: kiosk outbox list")
        return .notFound
    }

    struct ListCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List the records.")

        @OptionGroup var options: GlobalOptions
        @Flag(help: "One JSON object a record: id, kind, state, createdAt, attempts, lastError, receiptNumber.")
        var json = false
        @Option(help: "Only waiting, sent or parked records.")
        var state: String?

        func run() async throws {
            let wanted = try state.map { text in
                guard let state = OutboxRecord.State(rawValue: text) else {
                    throw ValidationError("--state takes waiting, sent or parked.")
                }
                return state
            }
            let installation = try await Installation.open(options)
            let room = try await installation.store.outbox.room()
            if room.isFilling {
                installation.streams.note(
                    "warning: \(Int(room.taken * 100)) % of the outbox is taken (\(room.records) of \(room.mostRecords) "
                        + "records, \(room.bytes / 1_000_000) of \(room.mostBytes / 1_000_000) MB); when it is full "
                        + "nothing more can be given. Run kiosk sync, or look at what is parked."
                )
            }
            for record in try await installation.store.outbox.records(in: wanted) {
                let report = OutboxReport(record)
                let line =
                    "\(report.id)  \(report.kind)  \(report.state)  \(report.createdAt)  "
                    + "attempts: \(report.attempts)\(report.lastError.map { "  last: \($0)" } ?? "")"
                try installation.streams.answer(json ? try JSONLine.text(report) : line)
            }
        }
    }

    struct ShowCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show what a record holds, the JSON that is sent."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The record's id.")
        var id: String

        func run() async throws {
            let installation = try await Installation.open(options)
            guard let id = RecordID(id) else { throw ValidationError("This is not a record's id.") }
            guard let record = try await installation.store.outbox.record(id) else {
                throw OutboxCommand.unknown(installation)
            }
            try installation.streams.answer(String(decoding: record.payload, as: UTF8.self))
        }
    }

    struct RetryCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "retry", abstract: "Make one record, or all that wait or are parked, due now."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The record's id; without one, all.")
        var id: String?

        func run() async throws {
            let installation = try await Installation.open(options)
            let record = try id.map { text in
                guard let id = RecordID(text) else { throw ValidationError("This is not a record's id.") }
                return id
            }
            if let record, try await installation.store.outbox.record(record) == nil {
                throw OutboxCommand.unknown(installation)
            }
            try await installation.store.outbox.retry(record, at: installation.clock.now)
            installation.streams.note("due now; they go out with the next sync or visit")
        }
    }

    struct ExportCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Write all unsent payloads to standard output, one JSON object a line."
        )

        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let installation = try await Installation.open(options)
            let outbox = installation.store.outbox
            for record in try await outbox.records(in: nil) where record.state != .sent {
                let payload = String(decoding: record.payload, as: UTF8.self)
                try installation.streams.answer(
                    #"{"id":"\#(record.id)","kind":"\#(record.kind.rawValue)","sha256":"\#(record.digest)","payload":\#(payload)}"#
                )
            }
        }
    }
}
