import BackendClient
import Logging
import PracticeBackend
import PublicServices
import ServiceDesk

extension Installation {
    /// Runs `work` with the province's backend, or with a practice backend of its own.
    func withBackend(_ work: (any ProvincialBackend) async throws -> Void) async throws {
        guard settings.backendURL != nil else { return try await withPracticeBackend(work) }
        let backend = try provincialBackend()
        do {
            try await work(CircuitBreaker(backend, clock: clock, usage: usage))
            await backend.shutdown()
        } catch {
            await backend.shutdown()
            throw error
        }
    }

    /// The client of the configured backend.
    ///
    /// - Throws: `ConfigurationFault`; nothing is sent yet.
    func provincialBackend() throws -> any ConnectedBackend {
        guard settings.backendKind == .opencps else { return try kioskAPI(url: settings.backendURL ?? "") }
        var site = OpenCPSSettings(groupID: Int64(settings.groupID ?? 0))
        site.serverCode = settings.serverCode
        site.siteSecret = settings.siteSecret
        site.votingAgency = settings.votingAgency
        site.votes = settings.votes
        let survey = try survey()
        return try configured { () throws(BackendSettingsFault) in
            try OpenCPSBackend(
                try connection(url: settings.backendURL ?? ""), site: site, survey: survey, logger: logger,
                now: { [clock] in clock.now }, noteDate: { [clock] in clock.note(backendDate: $0) })
        }
    }

    /// How the backend is reached; also for the doctor's own looks.
    ///
    /// - Throws: `BackendSettingsFault`.
    func connection(url: String) throws(BackendSettingsFault) -> BackendSettings {
        var backend = BackendSettings(address: try BackendAddress(url), kioskID: settings.kioskID)
        backend.bearerToken = settings.backendToken
        backend.authoritiesPath = settings.backendCAFile
        backend.proxy = try proxy()
        backend.localStates = { read("dossier states", { try files.localStates() }) ?? LocalStateNames() }
        if let chain = settings.clientCertificate, let key = settings.clientKey {
            backend.clientCertificate = BackendSettings.ClientCertificate(chainPath: chain, keyPath: key)
        }
        return backend
    }

    /// Turns a fault of the backend's settings into one that names the file.
    func configured<Made>(
        _ key: String = "backend", _ make: () throws(BackendSettingsFault) -> Made
    ) throws -> Made {
        do throws(BackendSettingsFault) {
            return try make()
        } catch {
            throw ConfigurationFault(file: files.path("kiosk.yaml"), key: key, mend: error.description)
        }
    }

    private func kioskAPI(url: String) throws -> KioskAPIBackend {
        let kept = KeptOffers(directory: stateDirectory, address: url)
        return try configured { () throws(BackendSettingsFault) in
            try KioskAPIBackend(
                try connection(url: url), offers: kept.load(), logger: logger, now: { [clock] in clock.now },
                noteDate: { [clock] in clock.note(backendDate: $0) }, noteOffers: { kept.keep($0) }
            )
        }
    }

    /// The server starts beside the first page; the first question waits for it.
    private func withPracticeBackend(_ work: (any ProvincialBackend) async throws -> Void) async throws {
        var configuration = PracticeConfiguration(catalogue: .files(files.starterCatalogue()))
        // Ending the server with the command is no trouble that an operator must read about.
        configuration.logger = logger
        configuration.logger.logLevel = .critical
        let building = Task { [configuration] in try await buildPracticeBackend(configuration: configuration) }
        let serving = Task { try await building.value.run() }
        let connecting = Task { try kioskAPI(url: "http://127.0.0.1:\(try await building.value.port)") }
        let end = { () async in
            if let backend = try? await connecting.value { await backend.shutdown() }
            serving.cancel()
            _ = await serving.result
        }
        do {
            try await work(AwaitedBackend(connecting))
            await end()
        } catch {
            await end()
            throw error
        }
    }

    /// `host:port` as configured.
    private func proxy() throws(BackendSettingsFault) -> BackendSettings.Proxy? {
        guard let text = settings.backendProxy else { return nil }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]) else {
            throw .proxy
        }
        return BackendSettings.Proxy(host: String(text[..<colon]), port: port)
    }
}
