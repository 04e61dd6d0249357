import BackendClient
import Logging
import OfflineStore
import ServiceDesk

extension Installation {
    /// Looks for a new content bundle; `nil` when none is configured.
    ///
    /// - Throws: `BackendError`, `BundleFault` or `ConfigurationFault`; the bundle in use stays in use.
    func syncBundle(mustAsk: Bool) async throws -> BundleSync.Outcome? {
        guard let url = settings.bundleURL, let shelf else { return nil }
        let client: BundleClient
        do throws(BackendSettingsFault) {
            client = try BundleClient(try clientSettings(url: url), logger: logger)
        } catch {
            throw ConfigurationFault(file: files.path("kiosk.yaml"), key: "bundle.url", mend: error.description)
        }
        let sync = BundleSync(client: client, shelf: shelf, files: files, settings: settings)
        do {
            let outcome = try await sync.run(mustAsk: mustAsk)
            await client.shutdown()
            return outcome
        } catch {
            await client.shutdown()
            throw error
        }
    }
}
