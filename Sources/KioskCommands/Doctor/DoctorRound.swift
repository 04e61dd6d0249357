import BackendClient
import FoundationEssentials
import Logging
import OfflineStore
import PublicServices
import ServiceDesk

/// Everything the doctor looks at on one kiosk, causes before what they cause.
///
/// Each part is read for itself: a kiosk whose configuration is wrong is examined too.
struct DoctorRound {
    /// What reading the settings found.
    var configuration: Finding
    /// Content: the bundle in use over the folder `kiosk-config`.
    var files: ConfigFiles
    /// The defaults where the real ones cannot be read; what rests on them is skipped then.
    var settings: Settings
    /// Practice's own in practice.
    var stateDirectory: String
    var machine: Machine
    var clock: any KioskClock
    var storeOptions = StoreOptions()

    /// What has nothing to do with the network and with what stands beside the screen: what an upgrade must not break.
    var offline: [Check] {
        let folder = BundleFolder(path: stateDirectory + "/bundle")
        let shelf = settings.bundlePublicKey.flatMap(BundlePublicKey.init).map { BundleShelf(folder: folder, key: $0) }
        let content = ConfigFiles(directory: files.directory, content: shelf?.inUse())
        return [Check(name: "configuration") { [configuration] in configuration }]
            + ClockChecks(settingsFile: files.directory + "/kiosk.yaml", machine: machine, clock: clock).list
            + ContentChecks(files: content, settings: settings, clock: clock).list
            + BundleChecks(settings: settings, folder: folder, shelf: shelf).list
            + StoreChecks(
                directory: stateDirectory, options: storeOptions, machine: machine, clock: clock
            ).list
            + ConsoleChecks(machine: machine, directory: files.directory).list
    }

    /// Printer, voice and metrics.
    var devices: [Check] {
        DeviceChecks(printer: settings.printer, speech: settings.speech, metricsFile: settings.metricsFile).list
    }
}

extension DoctorRound {
    /// Reads what there is to read for these options; what is wrong becomes the first finding.
    static func begin(
        _ options: GlobalOptions, machine: Machine = Machine(), clock: any KioskClock = SystemClock()
    ) async -> DoctorRound {
        let named = options.stateDirectory
        var round = DoctorRound(
            configuration: .ok(""), files: ConfigFiles(directory: ""), settings: Settings(),
            stateDirectory: Directories.state(named: named, environment: machine.environment), machine: machine,
            clock: clock)
        do {
            let directory = try Directories.configuration(
                named: options.configDirectory, environment: machine.environment)
            round.files = ConfigFiles(directory: directory)
            round.settings = try await Settings.read(
                SettingSources(
                    flags: options.flags, environment: machine.environment, file: round.files.path("kiosk.yaml")))
            round.configuration = .ok("kiosk.yaml in \(directory) is understood")
        } catch let fault as ConfigurationFault {
            round.configuration = .broken(ContentChecks.place(fault), .kiosk, do: fault.mend)
        } catch {
            round.configuration = .broken(
                "the settings cannot be read: \(error)", .kiosk, do: ContentChecks.putBack("kiosk.yaml"))
        }
        if round.settings.isPractice { round.stateDirectory += "/practice" }
        return round
    }
}
