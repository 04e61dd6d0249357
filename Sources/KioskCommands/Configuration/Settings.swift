import Configuration
import FoundationEssentials
import Logging
import OfflineStore
import PublicServices
import SystemPackage
import Yams

/// All settings, read and checked once at start.
package struct Settings: Equatable, Sendable {
    package var backendKind = BackendKind.kioskAPI
    package var backendURL: String?
    package var backendToken: String?
    package var backendCAFile: String?
    package var backendProxy: String?
    /// PEM files with which the kiosk proves itself; both or neither.
    package var clientCertificate: String?
    package var clientKey: String?
    /// What only OpenCPS sites need; `nil` without a group id.
    package var groupID: Int?
    package var serverCode: String?
    package var siteSecret: String?
    package var votingAgency: String?
    /// The site's question by the survey's.
    package var votes: [String: String] = [:]
    /// The folder on a web server that holds the content bundle.
    package var bundleURL: String?
    /// Base64 of the Ed25519 key that signs it.
    package var bundlePublicKey: String?
    package var kioskID = "kiosk-1"
    package var accessPoint = "mau-1"
    package var provinceName = "NINH THUẬN"
    /// The public portal that slips and QR codes name.
    package var portal: String?
    package var languageOrder = ["vi", "en"]
    /// Guides offered before the others, by id.
    package var guidesFirst = [
        "birth", "marriage", "death", "id-card", "old-age", "war-merit", "disability", "health-insurance",
        "moving", "land-transfer", "driving-licence", "building-house", "small-business", "fishing-boat",
    ]
    package var idleSeconds = 120
    package var graceSeconds = 30
    package var savedHours = 24
    package var syncEveryMinutes = 60
    package var printer = PrinterSettings()
    package var speech = SpeechSettings()
    package var logLevel = "info"
    /// Where metrics for node_exporter are written; `nil` writes none.
    package var metricsFile: String?
    /// From one sign of life to the next; 0 gives none.
    package var heartbeatEveryMinutes = 15

    package init() {}

    /// No backend is configured: the kiosk practises with its own sample data.
    package var isPractice: Bool { backendURL == nil }
}

/// Which system the province runs.
package enum BackendKind: String, CaseIterable, Sendable {
    /// The contract `kiosk-config/backend-api.yaml`.
    case kioskAPI
    /// OpenCPS v2.
    case opencps
}

/// Where settings come from, strongest first.
package struct SettingSources: Sendable {
    package var flags: [String: String]
    package var environment: [String: String]
    /// A file `backend-token` in it is the setting `backend.token`.
    package var credentialsDirectory: String?
    /// `kiosk.yaml`; a file that is not there means defaults.
    package var file: String

    /// - Parameter credentialsDirectory: `nil` takes systemd's.
    package init(
        flags: [String: String], environment: [String: String], file: String, credentialsDirectory: String? = nil
    ) {
        self.flags = flags
        self.environment = environment
        self.credentialsDirectory = credentialsDirectory ?? environment["CREDENTIALS_DIRECTORY"]
        self.file = file
    }
}

extension Settings {
    /// Reads all sources; flags > environment > credentials > file > defaults.
    ///
    /// - Throws: `ConfigurationFault` for a wrong key or a wrong type.
    package static func read(_ sources: SettingSources) async throws -> Settings {
        let text = try? String(contentsOfFile: sources.file, encoding: .utf8)
        // YAML calls a file of comments alone no mapping; here it says that nothing is set.
        let setsAnything = try text.map { try SettingsFileCheck(file: sources.file).check($0) } ?? false
        return try Reading(reader: try await reader(sources, hasFile: setsAnything), sources: sources).settings()
    }

    private static func reader(_ sources: SettingSources, hasFile: Bool) async throws -> ConfigReader {
        let flags = sources.flags.map { (AbsoluteConfigKey($0.key.split(separator: ".").map(String.init)), $0.value) }
        var providers: [any ConfigProvider] = [
            InMemoryProvider(
                name: "flags",
                values: Dictionary(
                    uniqueKeysWithValues: flags.map { ($0.0, ConfigValue(.string($0.1), isSecret: false)) })
            ),
            EnvironmentVariablesProvider(environmentVariables: sources.environment).prefixKeys(with: "kiosk"),
        ]
        if let directory = sources.credentialsDirectory {
            providers.append(
                try await DirectoryFilesProvider(directoryPath: FilePath(directory), allowMissing: true)
            )
        }
        if hasFile {
            do {
                providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(sources.file)))
            } catch {
                throw ConfigurationFault(file: sources.file, mend: "not readable as YAML: \(error)")
            }
        }
        return ConfigReader(providers: providers)
    }
}

/// Takes settings out of a reader one by one; a value of the wrong type is a fault, never a silent default.
private struct Reading {
    let reader: ConfigReader
    let sources: SettingSources

    func settings() throws -> Settings {
        var settings = Settings()
        try readBackend(&settings)
        settings.bundleURL = text(.bundleURL)
        settings.bundlePublicKey = text(.bundlePublicKey)
        settings.kioskID = text(.kioskID) ?? settings.kioskID
        settings.accessPoint = text(.accessPoint) ?? settings.accessPoint
        settings.provinceName = text(.provinceName) ?? settings.provinceName
        settings.portal = text(.portal)
        settings.printer = try printer()
        settings.speech = try speech()
        settings.languageOrder = list(.languageOrder) ?? settings.languageOrder
        settings.guidesFirst = list(.guidesFirst) ?? settings.guidesFirst
        settings.idleSeconds = try integer(.idleSeconds) ?? settings.idleSeconds
        settings.graceSeconds = try integer(.graceSeconds) ?? settings.graceSeconds
        settings.savedHours = try integer(.savedHours) ?? settings.savedHours
        settings.syncEveryMinutes = try integer(.syncEveryMinutes) ?? settings.syncEveryMinutes
        settings.logLevel = text(.logLevel) ?? settings.logLevel
        settings.metricsFile = try path(.metricsFile)
        settings.heartbeatEveryMinutes = try integer(.heartbeatEveryMinutes) ?? settings.heartbeatEveryMinutes
        try checkBundle(settings)
        guard Logger.Level(rawValue: settings.logLevel) != nil else {
            throw fault(.logLevel, "write one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return settings
    }

    private func printer() throws -> PrinterSettings {
        var printer = PrinterSettings()
        printer.device = try path(.printerDevice)
        printer.queue = text(.printerQueue)
        printer.font = try path(.printerFont)
        printer.program = try path(.printerProgram) ?? printer.program
        printer.dots = try integer(.printerDots)
        printer.scale = try integer(.printerScale)
        if let form = text(.printerForm) {
            guard let known = PrinterSettings.Form(rawValue: form) else {
                let forms = PrinterSettings.Form.allCases.map(\.rawValue).joined(separator: ", ")
                throw fault(.printerForm, "write one of \(forms)")
            }
            printer.form = known
        }
        if printer.device != nil, printer.queue != nil { throw fault(.printerQueue, "write printer.device or this") }
        if printer.needsFont, printer.font == nil {
            throw fault(.printerFont, "name a font of dots, for example /usr/share/unifont/unifont.hex")
        }
        return printer
    }

    private func speech() throws -> SpeechSettings {
        var speech = SpeechSettings()
        speech.engine = try path(.speechEngine)
        speech.clips = try path(.speechClips)
        speech.player = try path(.speechPlayer) ?? speech.player
        speech.wordsPerMinute = try integer(.speechPace) ?? speech.wordsPerMinute
        return speech
    }

    /// A file or program by its whole path: what `PATH` or the current folder would find is not for a kiosk.
    private func path(_ key: SettingKey) throws -> String? {
        guard let path = text(key) else { return nil }
        guard path.hasPrefix("/") else { throw fault(key, "write the whole path, from / on") }
        return path
    }

    /// Content from a network is never taken without a key to check it with.
    private func checkBundle(_ settings: Settings) throws {
        if let key = settings.bundlePublicKey, BundlePublicKey(key) == nil {
            throw fault(.bundlePublicKey, "write the line that `kiosk bundle key` printed")
        }
        guard settings.bundleURL != nil, settings.bundlePublicKey == nil else { return }
        throw fault(.bundlePublicKey, "is missing; write the line that `kiosk bundle key` printed")
    }

    private func readBackend(_ settings: inout Settings) throws {
        settings.backendURL = text(.backendURL)
        settings.backendToken = text(.backendToken)
        settings.backendCAFile = text(.backendCAFile)
        settings.backendProxy = text(.backendProxy)
        settings.clientCertificate = text(.clientCertificate)
        settings.clientKey = text(.clientKey)
        settings.groupID = try integer(.groupID)
        settings.serverCode = text(.serverCode)
        settings.siteSecret = text(.siteSecret)
        settings.votingAgency = text(.votingAgency)
        for pair in list(.votes) ?? [] {
            let sides = pair.split(separator: "=", maxSplits: 1).map { String($0.trimmingBlanks()) }
            guard sides.count == 2 else { throw fault(.votes, "write each as “overall = question of the site”") }
            settings.votes[sides[0]] = sides[1]
        }
        if let kind = text(.backendKind) {
            guard let known = BackendKind(rawValue: kind) else {
                throw fault(
                    .backendKind, "write one of \(BackendKind.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            settings.backendKind = known
        }
        if settings.backendKind == .opencps, settings.groupID == nil {
            throw fault(.groupID, "an OpenCPS site needs its group id, a whole number")
        }
        guard (settings.clientCertificate == nil) == (settings.clientKey == nil) else {
            throw fault(.clientKey, "a client certificate needs both files, backend.clientCertificate and clientKey")
        }
    }

    private func text(_ key: SettingKey) -> String? {
        let value = reader.string(forKey: ConfigKey(key.rawValue), isSecret: key.isSecret)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func list(_ key: SettingKey) -> [String]? {
        reader.stringArray(forKey: ConfigKey(key.rawValue)).flatMap { $0.isEmpty ? nil : $0 }
    }

    private func integer(_ key: SettingKey) throws -> Int? {
        guard case .integer(let range) = key.kind else { return nil }
        let asNumber = reader.int(forKey: ConfigKey(key.rawValue))
        guard let value = asNumber else {
            // A text from a stronger source that is no number would otherwise fall through to a weaker one.
            if text(key) != nil { throw fault(key, key.kind.mend) }
            return nil
        }
        guard range.contains(value) else { throw fault(key, key.kind.mend) }
        return value
    }

    private func fault(_ key: SettingKey, _ mend: String) -> ConfigurationFault {
        let variable = "KIOSK_" + EnvironmentName.of(key.rawValue)
        let file =
            sources.environment[variable] != nil
            ? "environment \(variable)"
            : sources.flags[key.rawValue] != nil ? "flag" : sources.file
        return ConfigurationFault(file: file, key: key.rawValue, mend: mend)
    }
}

/// `visit.idleSeconds` → `VISIT_IDLE_SECONDS`.
enum EnvironmentName {
    static func of(_ key: String) -> String {
        key.reduce(into: "") { name, character in
            if character == "." {
                name += "_"
            } else if character.isUppercase {
                name += "_\(character)"
            } else {
                name += character.uppercased()
            }
        }
    }
}
