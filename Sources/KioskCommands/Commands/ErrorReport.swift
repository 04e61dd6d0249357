import AccessPointDevices
import ArgumentParser
import BackendClient
import ServiceDesk

extension KioskCommand {
    /// Says what went wrong on standard error, and the exit code that goes with it.
    static func report(_ error: any Error) -> Int32 {
        let streams = StandardStreams()
        switch error {
        case let status as ExitStatus: return status.rawValue
        case is OutputError: return ExitStatus.found.rawValue
        case let fault as ConfigurationFault:
            streams.note("kiosk: \(fault)")
            return ExitStatus.badUsage.rawValue
        case let fault as BundleFault:
            streams.note("kiosk: \(fault)")
            return ExitStatus.badUsage.rawValue
        case let error as BackendError:
            streams.note("kiosk: \(BackendChecks.trouble(error).words); see kiosk doctor")
            return ExitStatus.couldNotAsk.rawValue
        case let error as StoreError:
            streams.note("kiosk: the store: \(error.code) \(error.detail)")
            return ExitStatus.couldNotAsk.rawValue
        default: return reportUsage(error, streams)
        }
    }

    private static func reportUsage(_ error: any Error, _ streams: StandardStreams) -> Int32 {
        let code = exitCode(for: error)
        let message = fullMessage(for: error)
        if code.isSuccess {
            try? streams.answer(message)
            return ExitStatus.found.rawValue
        }
        if !message.isEmpty { streams.note(message) }
        return code == .validationFailure ? ExitStatus.badUsage.rawValue : ExitStatus.couldNotAsk.rawValue
    }
}
