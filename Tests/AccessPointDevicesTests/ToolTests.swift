import AccessPointDevices
import KioskTestSupport
import Testing

@Suite
struct `A program of the system` {
    @Test func `gets its text by standard input and gives its output`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        let tool = try #require(Tool(path: try folder.program("turn", "tr a-z A-Z; echo \"$1\"")))
        let output = try await tool.run(["-x"], input: Array("abc\n".utf8), within: .seconds(120))
        #expect(String(decoding: output, as: UTF8.self) == "ABC\n-x\n")
    }

    @Test func `is never looked for in PATH`() {
        #expect(Tool(path: "lp") == nil)
        #expect(Tool(path: "../lp") == nil)
        #expect(Tool(path: "/usr/bin/lp")?.sibling("cancel")?.path == "/usr/bin/cancel")
    }

    @Test func `gets nothing of the kiosk's environment but what sound and printing need`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        let tool = try #require(Tool(path: try folder.program("show", "env")))
        let output = String(decoding: try await tool.run([], within: .seconds(120)), as: UTF8.self)
        let known: Set = [
            "PATH", "LC_ALL", "HOME", "XDG_RUNTIME_DIR", "PULSE_SERVER", "DBUS_SESSION_BUS_ADDRESS", "CUPS_SERVER",
            "SPEECHD_ADDRESS", "PWD", "_", "OLDPWD", "SHLVL",
        ]
        for line in output.split(separator: "\n") {
            #expect(known.contains(String(line.prefix { $0 != "=" })), "\(line)")
        }
    }

    @Test func `says what went wrong in one of four ways`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        let failing = try #require(Tool(path: try folder.program("fail", "exit 3")))
        let hanging = try #require(Tool(path: try folder.program("hang", "exec sleep 60")))
        let talkative = try #require(Tool(path: try folder.program("talk", "yes")))
        let missing = try #require(Tool(path: folder.path + "/none"))
        await #expect(throws: ToolFault.failed) { try await failing.run([], within: .seconds(120)) }
        await #expect(throws: ToolFault.tooSlow) { try await hanging.run([], within: .milliseconds(50)) }
        await #expect(throws: ToolFault.failed) { try await talkative.run([], within: .seconds(120)) }
        await #expect(throws: ToolFault.notThere) { try await missing.run([], within: .seconds(120)) }
    }

    @Test func `is ended with its children when the task is cancelled`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        // The child holds the fifo open: reading it ends only when both are gone.
        let tool = try #require(Tool(path: try folder.program("family", "touch \"$FOLDER/up\"; sleep 60 & sleep 60")))
        let running = Task { try await tool.run([], within: .seconds(60)) }
        while !folder.names.contains("up") { await Task.yield() }
        running.cancel()
        await #expect(throws: ToolFault.stopped) { try await running.value }
    }

    @Test func `that reads nothing of a long text does no harm`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        let tool = try #require(Tool(path: try folder.program("deaf", "exec <&-; exit 0")))
        let text = [UInt8](repeating: 0x61, count: 1_000_000)
        _ = try? await tool.run([], input: text, within: .seconds(120))
        let output = try await tool.run([], within: .seconds(120))
        #expect(output.isEmpty)
    }
}
