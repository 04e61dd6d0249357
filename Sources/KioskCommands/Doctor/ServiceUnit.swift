import AccessPointDevices

/// What systemd lets the installed kiosk's service reach; the doctor itself stands outside those bounds.
///
/// Where there is no such service, or systemd does not answer, nothing is held against it.
struct ServiceUnit: Sendable {
    private let systemctl: Tool?
    private static let patience = Duration.seconds(5)

    init(machine: Machine) {
        systemctl = machine.isInstalled ? Tool(path: machine.root + "/usr/bin/systemctl") : nil
    }

    /// Whether the service may open one of these, named as in `DeviceAllow=`.
    func reaches(_ devices: [String]) async -> Bool {
        guard let allowed = await property("DeviceAllow") else { return true }
        return devices.contains { allowed.contains($0) }
    }

    /// Whether the service may write in a folder, its own state directory among them.
    func mayWrite(in folder: String) async -> Bool {
        guard let paths = await property("ReadWritePaths") else { return true }
        let own = [InstalledKiosk().state]
        return (paths.split(whereSeparator: \.isWhitespace).map { String($0.drop { "+-".contains($0) }) } + own)
            .contains { folder == $0 || folder.hasPrefix($0 + "/") }
    }

    private func property(_ name: String) async -> String? {
        guard let systemctl else { return nil }
        let answer = try? await systemctl.run(
            ["show", "--property=" + name, "--value", "kiosk.service"], within: Self.patience)
        return answer.map { String(decoding: $0, as: UTF8.self) }
    }
}
