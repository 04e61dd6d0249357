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
        let client = try configured("bundle.url") { () throws(BackendSettingsFault) in
            try BundleClient(try connection(url: url), logger: logger)
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
