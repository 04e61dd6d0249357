import AccessPointDevices
import ArgumentParser
import FoundationEssentials
import PublicServices
import ServiceDesk

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "What was counted at this kiosk, as a page, a spreadsheet or counters to add up.",
        discussion: """
            Without a file the report is printed. Nothing in it is about a person; offices with fewer than three ratings
            show no figures. Do not publish reports side by side whose days or kiosks overlap: one taken from the other could
            tell what both keep back. An export holds the bare counts, small ones too: it is for the province, not to be
            published.

            Examples:
              kiosk report                                    this month
              kiosk report --from 2026-01 --to 2026-06 --html report.html
              kiosk report --export kiosk-1.json
              kiosk report merge kiosk-1.json kiosk-2.json --html district.html --csv district.csv
            """,
        subcommands: [Own.self, Merge.self],
        defaultSubcommand: Own.self
    )

    /// The report of this kiosk.
    struct Own: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "own", abstract: "The report of this kiosk (what `kiosk report` alone does)."
        )

        @OptionGroup var options: GlobalOptions
        @OptionGroup var range: ReportRange
        @OptionGroup var output: ReportOutput

        func run() async throws {
            let opened = try output.opened()
            let installation = try await Installation.open(options)
            let today = VietnamTime.day(of: installation.clock.now)
            let period = try range.period(today: today) ?? ReportPeriod(monthOf: today)
            let export = try await installation.export(period)
            try output.write(export, period: period, to: opened, installation)
        }
    }

    /// One report over many kiosks.
    struct Merge: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "merge", abstract: "One report over the exported counters of many kiosks."
        )

        @OptionGroup var options: GlobalOptions
        @OptionGroup var range: ReportRange
        @OptionGroup var output: ReportOutput
        @Argument(help: "Files that `kiosk report --export` wrote.")
        var files: [String]

        func run() async throws {
            guard let merged = try MergedExports.read(files)?.export else {
                throw ValidationError("Name the files that kiosk report --export wrote.")
            }
            let opened = try output.opened()
            let installation = try await Installation.open(options, entersKiosk: false)
            let today = VietnamTime.day(of: installation.clock.now)
            let period = try range.period(today: today) ?? merged.period ?? ReportPeriod(monthOf: today)
            try output.write(merged, period: period, to: opened, installation)
        }
    }
}

/// The days of a report.
struct ReportRange: ParsableArguments {
    @Option(help: "First day, 2026-11-01, or month, 2026-11. Default: the first of this month.")
    var from: String?
    @Option(help: "Last day, or month. Default: today.")
    var to: String?

    /// `nil` when neither end was given.
    func period(today: CalendarDay) throws -> ReportPeriod? {
        guard from != nil || to != nil else { return nil }
        let last = try to.map { try day($0, "--to", isEnd: true) } ?? today
        let first = try from.map { try day($0, "--from", isEnd: false) } ?? last.adding(days: 1 - last.day)
        guard let period = ReportPeriod(first: first, last: last) else {
            throw ValidationError("--from lies after --to.")
        }
        return period
    }

    private func day(_ text: String, _ option: String, isEnd: Bool) throws -> CalendarDay {
        if text.utf8.count == 10, let day = CalendarDay(iso: text) { return day }
        if text.utf8.count == 7, let first = CalendarDay(iso: text + "-01") {
            return isEnd ? UsageMonth(first).lastDay : first
        }
        throw ValidationError("\(option) takes a day, 2026-11-01, or a month, 2026-11.")
    }
}

extension UsageMonth {
    /// The last day of the month.
    fileprivate var lastDay: CalendarDay {
        let next = UsageMonth(number: number + 1)
        let first = CalendarDay(year: next.year, month: next.month, day: 1)
        return first?.adding(days: -1) ?? CalendarDay(number: .max)
    }
}
