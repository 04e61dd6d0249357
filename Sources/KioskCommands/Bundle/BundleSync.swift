import BackendAPI
import BackendClient
import FoundationEssentials
import Logging
import OfflineStore
import ServiceDesk

/// Fetches the content bundle: what is missing, checked, looked through, then taken whole.
struct BundleSync: Sendable {
    /// What a look for a new bundle brought.
    enum Outcome: Equatable, Sendable {
        /// The version in use.
        case unchanged(Int?)
        case taken(version: Int, fetched: Int, of: Int)
    }

    let client: BundleClient
    let shelf: BundleShelf
    let files: ConfigFiles
    let settings: Settings

    /// Looks for a new bundle.
    ///
    /// - Parameter mustAsk: ask even when the server said that its last answer is still fresh.
    /// - Throws: `BackendError` or `BundleFault`; the bundle in use stays in use.
    func run(mustAsk: Bool) async throws -> Outcome {
        let held = shelf.inUse()?.manifest.version
        // A kept answer says nothing about content that is damaged or gone.
        let kept = held != nil && held == shelf.highestVersion ? keptAnswer() : nil
        switch try await client.manifest(kept: kept, mustAsk: mustAsk) {
        case .unchanged(let answer):
            keep(answer)
            return .unchanged(held)
        case .file(let file, let answer):
            let outcome = try await take(file, held: held)
            keep(answer)
            return outcome
        }
    }

    private func take(_ file: [UInt8], held: Int?) async throws -> Outcome {
        guard let signed = try shelf.considered(file) else { return .unchanged(held) }
        let missing = shelf.missing(of: signed.manifest)
        for part in missing {
            try await shelf.store(part, from: try await client.part(part, at: BundleFolder.address(of: part)))
        }
        let candidate = try shelf.candidate(signed)
        do {
            try ConfigFiles(directory: files.directory, content: candidate).checkContent(settings)
        } catch let fault as ConfigurationFault {
            throw BundleFault.unusable("\(fault)")
        }
        try shelf.take(signed)
        return .taken(
            version: signed.manifest.version, fetched: missing.count, of: signed.manifest.parts.count)
    }

    private var answerPath: String { shelf.folder.path + "/manifest.answer" }

    private func keptAnswer() -> KeptAnswer? {
        guard let data = try? Data(contentsOf: URL(filePath: answerPath)) else { return nil }
        return try? JSONDecoder().decode(KeptAnswer.self, from: data)
    }

    /// A kept answer that cannot be written costs one whole manifest at the next look and nothing else.
    private func keep(_ answer: KeptAnswer?) {
        guard let answer, let data = try? JSONEncoder().encode(answer) else {
            try? FileManager.default.removeItem(atPath: answerPath)
            return
        }
        try? data.write(to: URL(filePath: answerPath), options: .atomic)
    }
}
