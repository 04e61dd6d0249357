import Subprocess
import SystemPackage

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
        let result = await withTaskGroup(of: Result<[UInt8], ToolFault>.self) { group in
            group.addTask { await outcome(arguments, input: input, most: most) }
            group.addTask {
                do {
                    try await Task.sleep(for: limit)
                    return .failure(.tooSlow)
                } catch {
                    return .failure(.stopped)
                }
            }
            let first = await group.next() ?? .failure(.stopped)
            group.cancelAll()
            return first
        }
        return try result.get()
    }

    private func outcome(_ arguments: [String], input: [UInt8], most: Int) async -> Result<[UInt8], ToolFault> {
        // A program that ends without reading must not end the kiosk with it.
        OutputChannel.ignoreBrokenPipes()
        do {
            let result = try await Subprocess.run(
                .path(FilePath(path)),
                arguments: Arguments(arguments),
                environment: .custom(Self.environment),
                platformOptions: Self.options,
                input: .array(input),
                output: .bytes(limit: most),
                error: .discarded
            )
            guard !Task.isCancelled else { return .failure(.stopped) }
            return result.terminationStatus.isSuccess ? .success(result.standardOutput) : .failure(.failed)
        } catch {
            return .failure(Task.isCancelled ? .stopped : .failed)
        }
    }

    /// Only what sound and printing need: no secret of the kiosk's environment goes on.
    private static var environment: [Environment.Key: String] {
        let names: [Environment.Key] = [
            "HOME", "XDG_RUNTIME_DIR", "PULSE_SERVER", "DBUS_SESSION_BUS_ADDRESS", "CUPS_SERVER", "SPEECHD_ADDRESS",
        ]
        var values: [Environment.Key: String] = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        for name in names {
            if let value = getenv(name.rawValue) { values[name] = String(cString: value) }
        }
        return values
    }

    /// A session of its own, so that what the program started ends with it.
    private static var options: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(200))
        ]
        return options
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
