package import AccessPointDevices
import Synchronization

/// A voice that writes down what it says.
package final class MemoryVoice: Voice {
    private let state = Mutex((said: [[Utterance]](), hushes: 0))

    package init() {}

    /// What was said, page by page.
    package var said: [[Utterance]] { state.withLock { $0.said } }
    /// How often it fell silent for good.
    package var hushes: Int { state.withLock { $0.hushes } }

    /// The pieces line by line, an empty line between pages.
    package var text: String {
        said.map { page in page.flatMap(\.pieces).map { $0.text + "\n" }.joined() }.joined(separator: "\n")
    }

    package func say(_ utterances: [Utterance]) {
        guard !utterances.isEmpty else { return }
        state.withLock { $0.said.append(utterances) }
    }

    package func interrupt() {}

    package func hush() async { state.withLock { $0.hushes += 1 } }
}
