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
    /// The token is there for root and for the service, and this command is neither.
    var lacksToken = false

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
        DeviceChecks(
            printer: settings.printer, speech: settings.speech, metricsFile: settings.metricsFile,
            unit: ServiceUnit(machine: machine)
        ).list
    }
}

extension DoctorRound {
    /// Reads what there is to read for these options; what is wrong becomes the first finding.
    static func begin(
        _ options: GlobalOptions, machine: Machine = Machine(), clock: any KioskClock = SystemClock()
    ) async -> DoctorRound {
        var round = DoctorRound(
            configuration: .ok(""), files: ConfigFiles(directory: ""), settings: Settings(), stateDirectory: "",
            machine: machine, clock: clock)
        let kiosk = InstalledKiosk()
        let standing = kiosk.standing(
            named: options.stateDirectory, environment: machine.environment, user: machine.user)
        do {
            let directory = try Directories.configuration(
                named: options.configDirectory, environment: machine.environment)
            round.files = ConfigFiles(directory: directory)
            round.settings = try await Settings.read(
                SettingSources(
                    flags: options.flags, environment: machine.environment, file: round.files.path("kiosk.yaml"),
                    credentialsDirectory: kiosk.credentials(environment: machine.environment, standing: standing)))
            round.configuration = .ok("kiosk.yaml in \(directory) is understood")
        } catch let fault as ConfigurationFault {
            round.configuration = .broken(ContentChecks.place(fault), .kiosk, do: fault.mend)
        } catch {
            round.configuration = .broken(
                "the settings cannot be read: \(error)", .kiosk, do: ContentChecks.putBack("kiosk.yaml"))
        }
        let mayRead = kiosk.credentials(environment: machine.environment, standing: standing) != nil
        round.lacksToken = standing == .own && !mayRead && round.settings.backendToken == nil
        // What the kiosk's own user may and can is looked at, not what root may. Without that account root looks on, and
        // the folder's owner is named.
        if case .operator(let user) = standing, (try? kiosk.becomeUser(user)) != nil {
            round.machine.user = user
        }
        round.stateDirectory = Directories.state(
            named: options.stateDirectory, environment: machine.environment, user: round.machine.user)
        if round.settings.isPractice { round.stateDirectory += "/practice" }
        return round
    }
}
