import FoundationEssentials
import Synchronization

/// The dates of a certificate, handed from the network's thread to the one who asked.
final class HandshakeResult: Sendable {
    private let state = Mutex<(from: Date, until: Date)?>(nil)

    var dates: (from: Date, until: Date)? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
