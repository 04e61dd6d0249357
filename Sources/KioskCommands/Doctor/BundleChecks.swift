import OfflineStore
import ServiceDesk

/// The province's content bundle on this kiosk: whether it is whole and signed with the configured key.
struct BundleChecks {
    let settings: Settings
    /// Where `kiosk sync` keeps it.
    let folder: BundleFolder
    let shelf: BundleShelf?

    var list: [Check] {
        [
            Check(name: "bundle", needs: ["configuration"]) { [settings, folder, shelf] in
                guard let shelf, let key = settings.bundlePublicKey.flatMap(BundlePublicKey.init) else {
                    return .ok("none is configured; the folder's own files are used")
                }
                do throws(BundleFault) {
                    let manifest = try folder.verify(key: key)
                    return .ok("version \(manifest.version) of \(manifest.made), all parts as signed")
                } catch {
                    return Self.trouble(error, inUse: shelf.inUse()?.manifest.version)
                }
            }
        ]
    }

    private static func trouble(_ fault: BundleFault, inUse: Int?) -> Finding {
        let used = inUse.map { "version \($0) is used" } ?? "the folder's own files are used"
        switch fault {
        case .notABundle("no \(SignedManifest.fileName)"):
            return .look("none was fetched yet; \(used)", .network, do: "kiosk sync")
        case .wrongSignature:
            return .broken(
                "\(fault); \(used)", .province,
                do: "compare bundle.publicKey with the line that kiosk bundle key printed in the province")
        default:
            return inUse == nil
                ? .broken("\(fault); \(used)", .kiosk, do: "kiosk sync, and have the disk tested: smartctl -H")
                : .look("\(fault); \(used)", .kiosk, do: "kiosk sync, and have the disk tested: smartctl -H")
        }
    }
}
