import BackendAPI
import FoundationEssentials

/// What the backend said at last that it offers, in the state directory: a visit's process asks nobody at its start, and
/// no citizen is asked for what the province cannot use.
struct KeptOffers: Sendable {
    private struct Kept: Codable, Equatable {
        /// Another backend is another's word.
        var address: String
        var offers: CapabilitiesBody
    }

    private let path: String
    private let address: String

    /// - Parameter address: the backend's, as configured.
    init(directory: String, address: String) {
        path = directory + "/offers.json"
        self.address = address
    }

    /// What was kept; everything is offered without a file, or with one that cannot be read.
    func load() -> CapabilitiesBody {
        guard let kept, kept.address == address else { return CapabilitiesBody() }
        return kept.offers
    }

    /// Keeps what is offered in place of what was; a disk that takes nothing costs that and nothing else.
    func keep(_ offers: CapabilitiesBody) {
        let next = Kept(address: address, offers: offers)
        guard next != kept, let data = try? JSONEncoder().encode(next) else { return }
        try? data.write(to: URL(filePath: path), options: .atomic)
    }

    private var kept: Kept? {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        return try? JSONDecoder().decode(Kept.self, from: data)
    }
}
