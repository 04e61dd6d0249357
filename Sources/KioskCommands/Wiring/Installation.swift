import AccessPointDevices
import BackendClient
import FoundationEssentials
import KioskConversation
import Logging
import OfflineStore
import PracticeBackend
import ProcedureFinder
import PublicServices
import ServiceDesk

/// Settings, content and store of one kiosk on one machine: the one place that wires everything.
struct Installation: Sendable {
    let settings: Settings
    /// Content: the bundle in use over the folder `kiosk-config`.
    private(set) var files: ConfigFiles
    /// Practice and real kiosks keep apart: a practice rating never reaches a province.
    let stateDirectory: String
    let logger: Logger
    let streams: StandardStreams
    /// The machine's, put right by the backend's.
    let clock: CorrectedClock
    let store: KioskStore
    /// Counts what happens in visits; kept in `store` when a visit is over.
    let usage: UsageBook
    private let logRate: LogRate
    /// Where content bundles are kept; `nil` when no key to check them with is configured.
    let shelf: BundleShelf?

    /// Reads and checks everything a command needs before it starts.
    ///
    /// A command that root gives for an installed kiosk runs as the kiosk's user from here on, with what only root can
    /// read.
    ///
    /// - Parameters:
    ///   - practises: practice mode whatever is configured.
    ///   - entersKiosk: the command works on the kiosk's store; one that does not stays who gave it.
    /// - Throws: `ConfigurationFault`.
    static func open(
        _ options: GlobalOptions,
        logsToFile: Bool = false,
        notesPractice: Bool = false,
        practises: Bool = false,
        entersKiosk: Bool = true
    ) async throws -> Installation {
        let environment = ProcessInfo.processInfo.environment
        let directory = try Directories.configuration(named: options.configDirectory, environment: environment)
        let files = ConfigFiles(directory: directory)
        let kiosk = InstalledKiosk()
        let standing = kiosk.standing(named: options.stateDirectory, environment: environment)
        var settings = try await Settings.read(
            SettingSources(
                flags: options.flags, environment: environment, file: files.path("kiosk.yaml"),
                credentialsDirectory: kiosk.credentials(environment: environment, standing: standing)))
        if practises {
            settings.backendURL = nil
            // On a kiosk that serves, the visits of an exercise would stand in place of the kiosk's.
            settings.metricsFile = nil
        }
        if entersKiosk, case .operator(let user) = standing { try kiosk.becomeUser(user) }
        let state =
            Directories.state(named: options.stateDirectory, environment: environment)
            + (settings.isPractice ? "/practice" : "")
        let installation = try Installation(settings: settings, files: files, state: state, logsToFile: logsToFile)
        if entersKiosk, !practises, standing == .stranger {
            installation.streams.note("\(state) is your own store, not the kiosk's; for that one: sudo kiosk …")
        }
        if notesPractice, settings.isPractice {
            installation.streams.note("CHẾ ĐỘ THỰC HÀNH – dữ liệu mẫu (practice mode: no backend.url is configured)")
        }
        return installation
    }

    /// - Parameter makesDirectory: the state directory is made where there is none.
    init(
        settings: Settings, files: ConfigFiles, state: String, logsToFile: Bool = false, makesDirectory: Bool = true
    ) throws {
        self.settings = settings
        shelf = settings.bundlePublicKey.flatMap(BundlePublicKey.init)
            .map { BundleShelf(folder: BundleFolder(path: state + "/bundle"), key: $0) }
        self.files = ConfigFiles(directory: files.directory, content: shelf?.inUse())
        stateDirectory = state
        streams = StandardStreams()
        let clock = CorrectedClock(SystemClock())
        self.clock = clock
        if makesDirectory {
            try? FileManager.default.createDirectory(
                atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        let isJournal = Journal.isStandardError(environment: ProcessInfo.processInfo.environment)
        let sink: LogSink =
            isJournal ? .journal : logsToFile ? .file(LogFile(path: state + "/kiosk.log")) : .standardError
        // A one-shot command's user sees answers and trouble, not the kiosk's diary.
        let wanted = Logger.Level(rawValue: settings.logLevel) ?? .info
        let level = logsToFile ? wanted : max(wanted, .warning)
        let rate = LogRate(uptime: { clock.uptime })
        logRate = rate
        logger = Logger(label: "kiosk") { _ in KioskLogHandler(level: level, sink: sink, rate: rate) }
        var options = StoreOptions(logger: logger)
        options.now = { clock.now }
        store = KioskStore.open(directory: state, options: options)
        usage = UsageBook(store: store.usage, clock: clock, logger: logger)
    }

    /// Tells the operator what the log left out because it repeated itself.
    func tellLeftOut() {
        for (kind, count) in logRate.takeLeftOut() {
            logger.notice("lines left out of the log", metadata: ["like": "\(kind)", "count": "\(count)"])
        }
    }

    /// The same kiosk with the content bundle now in use; `nil` while it is the one that this one has.
    func withNewContent() -> Installation? {
        guard let content = shelf?.inUse(), content.manifest.version != files.content?.manifest.version else {
            return nil
        }
        var next = self
        next.files = ConfigFiles(directory: files.directory, content: content)
        return next
    }

    /// `kiosk run` must not show sample numbers to the public as if they were real.
    func refuseSampleValues() throws {
        guard !settings.isPractice else { return }
        guard try files.accessPoint(id: settings.accessPoint).point.hasSampleValues else { return }
        throw ConfigurationFault(
            file: files.path("access-points.yaml"), key: settings.accessPoint,
            mend: "still holds sample values; write the real desk and hotline and remove “sample: true”"
        )
    }

    /// The survey, with a text in every complete language; a partial one falls back here too.
    func survey() throws -> Survey { try survey(in: files.languages(order: settings.languageOrder)) }

    func survey(in languages: Languages) throws -> Survey { try files.survey(languages: languages.completeTags) }

    /// The words of the talk's pages for one-shot commands.
    ///
    /// - Parameter tellsDays: working days are counted on the page, so the days off are read too.
    func text(language: String, tellsDays: Bool = false) throws -> OneShotText {
        let known = settings.languageOrder + ["vi", "en"]
        guard known.contains(language) else {
            throw ConfigurationFault(
                file: "--language", key: language,
                mend: "is no language of this kiosk; \(Set(known).sorted().joined(separator: ", ")) are")
        }
        let first = settings.languageOrder.first ?? language
        let languages = try files.languages(order: language == first ? [first] : [first, language])
        let place = try files.accessPoint(id: settings.accessPoint)
        var visit = VisitSettings(province: settings.provinceName, organisations: place.organisations)
        if tellsDays { visit.calendar = try files.calendar() }
        return OneShotText(
            words: SpokenPages(phrases: languages.phrases(language), settings: visit, accessPoint: place.point)
        )
    }
}
