import ArgumentParser

/// Options that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .customLong("config-directory"),
        help: "The folder kiosk-config. Default: /etc/kiosk for an installed kiosk, else found from here upwards.")
    var configDirectory: String?

    @Option(
        name: .customLong("state-directory"),
        help:
            "Where the kiosk keeps its store. Default: /var/lib/kiosk for an installed one, else $XDG_STATE_HOME/kiosk."
    )
    var stateDirectory: String?

    @Option(name: .customLong("backend-url"), help: "Address of the provincial backend; without one, practice mode.")
    var backendURL: String?

    @Option(name: .customLong("log-level"), help: "trace, debug, info, notice, warning, error or critical.")
    var logLevel: String?

    /// The same options as a command line, for a process of its own.
    var arguments: [String] {
        let given = [
            ("config-directory", configDirectory), ("state-directory", stateDirectory), ("backend-url", backendURL),
            ("log-level", logLevel),
        ]
        return given.flatMap { name, value in value.map { ["--" + name, $0] } ?? [] }
    }

    /// Settings given on the command line, the strongest source.
    var flags: [String: String] {
        var flags: [String: String] = [:]
        flags[SettingKey.backendURL.rawValue] = backendURL
        flags[SettingKey.logLevel.rawValue] = logLevel
        return flags
    }
}
