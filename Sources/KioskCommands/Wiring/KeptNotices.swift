import BackendAPI
import FoundationEssentials
import Logging
import PublicServices
import ServiceDesk

/// The backend's messages as it last told them, in the state directory: a visit's process asks nobody at its start.
struct KeptNotices {
    /// How long they do before the backend is asked again, in seconds; so an unchanged sync stays one request.
    private static let goodFor: TimeInterval = 6 * 3600

    let path: String

    init(directory: String) { path = directory + "/notices.json" }

    /// What was kept; nothing without a file, or with one that cannot be read.
    func load() -> [Notice] {
        guard let data = try? Data(contentsOf: URL(filePath: path)),
            let body = try? JSONDecoder().decode(NoticesBody.self, from: data)
        else { return [] }
        return body.all
    }

    /// Whether they were kept so long ago, or by the machine's clock in the future, that the backend is to be asked.
    var areOld: Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let kept = attributes?[.modificationDate] as? Date else { return true }
        return !(0..<Self.goodFor).contains(Date().timeIntervalSince(kept))
    }

    /// Keeps messages in place of those before; a disk that takes nothing costs the messages and nothing else.
    func keep(_ notices: [Notice]) {
        guard let data = try? JSONEncoder().encode(NoticesBody(notices)) else { return }
        try? data.write(to: URL(filePath: path), options: .atomic)
    }
}

extension Installation {
    /// All messages for this place: the backend's, which are newer, before those of the files.
    func noticeBoard(at place: AccessPoint, languages: [String]) throws -> NoticeBoard {
        let kept = KeptNotices(directory: stateDirectory).load()
        return NoticeBoard(kept + (try files.notices(languages: languages)), at: place)
    }

    /// Asks the backend for its messages, and for what it offers, when they are old; one that has none to offer leaves
    /// those there are.
    func keepNotices(of backend: any ProvincialBackend) async {
        let kept = KeptNotices(directory: stateDirectory)
        guard kept.areOld else { return }
        do throws(BackendError) {
            kept.keep(try await backend.notices())
        } catch {
            logger.info("notices not asked for", metadata: ["error": "\(error.code)"])
            guard [.notOffered, .rejected, .badAnswer].contains(error.code) else { return }
            // A backend that answers and has none is not asked at every sync either.
            kept.keep(kept.load())
        }
        // Its client keeps what it says (`KeptOffers`); where it says nothing, what was kept stays.
        try? await backend.reach()
    }
}
