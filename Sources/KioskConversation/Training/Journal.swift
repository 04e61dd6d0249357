import AccessPointDevices
import Synchronization

/// What a trainee saw and typed in one visit; judged, then thrown away.
final class Journal: Sendable {
    private struct Entries {
        var pages: [String] = []
        var typed: [String] = []
    }

    private let entries = Mutex(Entries())
    /// The line above every page that names the task: it says nothing of what was reached.
    private let banner: String

    init(banner: String) { self.banner = Self.squeezed(banner) }

    func show(_ lines: [TerminalText]) {
        let page = Self.squeezed(lines.map(\.text).joined(separator: " ")).replacing(banner, with: "")
        entries.withLock { $0.pages.append(page) }
    }

    func type(_ line: String) { entries.withLock { $0.typed.append(line) } }

    /// Whether one page held all of these.
    func saw(_ needles: [String]) -> Bool {
        !places(of: needles).isEmpty
    }

    /// Where in the visit pages stood that held all of these, counted from the first one.
    func places(of needles: [String]) -> [Int] {
        let needles = needles.map(Self.squeezed)
        return entries.withLock { entries in
            entries.pages.indices.filter { needles.allSatisfy(entries.pages[$0].contains) }
        }
    }

    /// Whether a code was typed, or scanned, however it was written.
    func wasTyped(_ code: String) -> Bool {
        let letters = { (text: String) in text.lowercased().filter { $0.isLetter || $0.isNumber } }
        return entries.withLock { $0.typed.contains { letters($0) == letters(code) } }
    }

    /// What was typed beside numbers: words of a search.
    var words: [String] {
        entries.withLock { $0.typed.filter { line in line.count { $0.isLetter } >= 4 } }
    }

    /// A page is broken into lines anywhere between words.
    private static func squeezed(_ text: String) -> String { text.split(separator: " ").joined(separator: " ") }
}

/// A console with somebody who looks over the trainee's shoulder.
struct WatchedConsole: Console {
    let console: any Console
    let journal: Journal

    var columns: Int { get async { await console.columns } }
    var codeRows: Int { get async { await console.codeRows } }

    func show(_ lines: [TerminalText]) async {
        journal.show(lines)
        await console.show(lines)
    }

    func readLine(prompt: TerminalText, hidden: Bool, idleAfter: Duration?) async -> LineResult {
        let result = await console.readLine(prompt: prompt, hidden: hidden, idleAfter: idleAfter)
        if case .line(let line) = result { journal.type(line) }
        return result
    }

    func waitForKey(prompt: TerminalText, within limit: Duration?) async -> KeyResult {
        await console.waitForKey(prompt: prompt, within: limit)
    }

    func watchKeys(_ action: (@Sendable () -> Void)?) async { await console.watchKeys(action) }

    func wipe() async { await console.wipe() }
}
