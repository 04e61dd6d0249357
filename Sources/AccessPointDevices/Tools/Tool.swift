#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One of the system's own programs: printer, voice, player.
///
/// Named by absolute path, given fixed arguments and its text by standard input; never a shell
/// (`research/security.md` §3). Bounded in time and output; a cancelled task ends the program.
package struct Tool: Sendable, Hashable {
    /// Where the program lies.
    package let path: String

    /// Fails for a path that is not absolute: what `PATH` would find is not for a citizen's machine.
    package init?(path: String) {
        guard path.hasPrefix("/"), !path.contains("\0") else { return nil }
        self.path = path
    }

    /// Whether the program can be run here.
    package var isThere: Bool { access(path, X_OK) == 0 }

    /// The program's own name, without its folder.
    package var name: String { String(path.split(separator: "/").last ?? "") }

    /// The program of that name in the same folder, as `cancel` lies beside `lp`.
    package func sibling(_ name: String) -> Tool? {
        Tool(path: "/" + (path.split(separator: "/").dropLast().map(String.init) + [name]).joined(separator: "/"))
    }

    /// Runs the program to its end and gives its standard output.
    ///
    /// - Parameters:
    ///   - arguments: fixed words; never what somebody typed.
    ///   - input: what it reads.
    ///   - limit: how long it may take; then it is ended.
    ///   - most: bytes of output; more is a fault.
    /// - Throws: `ToolFault`; `.stopped` when the task was cancelled.
    package func run(
        _ arguments: [String],
        input: [UInt8] = [],
        within limit: Duration,
        upTo most: Int = 64 * 1024
    ) async throws(ToolFault) -> [UInt8] {
        guard isThere else { throw .notThere }
        guard let bell = StopBell() else { throw .failed }
        // A program that ends without reading must not end the kiosk with it.
        OutputChannel.ignoreBrokenPipes()
        let order = ProgramRun.Order(path: path, arguments: arguments, input: input, limit: limit, most: most)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                BlockingWork.run { continuation.resume(returning: ProgramRun.result(of: order, bell: bell)) }
            }
        } onCancel: {
            bell.ring()
        }
        return try result.get()
    }
}

/// Why a program gave no answer.
package enum ToolFault: Error, Equatable, Sendable {
    /// Not installed, or may not be run.
    case notThere
    /// It said so itself, or it could not be started.
    case failed
    /// It did not end in time and was ended.
    case tooSlow
    /// The task was cancelled, as on a key.
    case stopped
}
