import AccessPointDevices
import FoundationEssentials
import KioskTestSupport
import Synchronization
import Testing

@Suite
struct `The voice` {
    /// What went wrong, in order.
    private final class Notes: Sendable {
        private let notes = Mutex<[ToolFault]>([])
        var all: [ToolFault] { notes.withLock { $0 } }
        func note(_ fault: ToolFault) { notes.withLock { $0.append(fault) } }
    }

    private func announcer(
        _ folder: ScriptFolder,
        engine: String,
        clips: Bool = false,
        notes: Notes = Notes()
    ) throws -> Announcer {
        let tool = try #require(Tool(path: "\(folder.path)/\(engine)"))
        let player = try #require(Tool(path: folder.path + "/player"))
        return Announcer(
            engine: SpeechEngine(tool: tool), clips: clips ? ClipFolder(path: folder.path, player: player) : nil
        ) { fault, _ in notes.note(fault) }
    }

    @Test func `gets one piece at a time by standard input, with fixed arguments`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        try folder.program("espeak-ng", "echo \"$*\" >> $FOLDER/asked; cat >> $FOLDER/said")
        let voice = try announcer(folder, engine: "espeak-ng")
        voice.say([Utterance("Mã H43. Ngày 23/8/2024.", language: "vi"), Utterance("Hello 7", language: "en")])
        await voice.finish()
        #expect(
            folder.text("asked") == "-v vi -s 130 -b 1 --stdin\n-v vi -s 130 -b 1 --stdin\n-v en -s 130 -b 1 --stdin\n")
        #expect(
            folder.text("said") == """
                Mã H bốn ba.
                Ngày hai mươi ba tháng tám năm hai nghìn không trăm hai mươi bốn.
                Hello seven

                """)
    }

    @Test func `falls silent at once, and spd-say's server too`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        try folder.program("spd-say", "echo \"$*\" >> $FOLDER/asked; [ \"$1\" = --cancel ] || exec sleep 60")
        let notes = Notes()
        let voice = try announcer(folder, engine: "spd-say", notes: notes)
        voice.say([Utterance("Một", language: "vi"), Utterance("Hai", language: "vi")])
        while folder.text("asked").isEmpty { await Task.yield() }
        voice.interrupt()
        await voice.finish()
        #expect(folder.text("asked") == "--wait --pipe-mode --language vi --rate -27\n--cancel\n")
        #expect(notes.all.isEmpty)
    }

    @Test func `says the new page instead of the old one`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        try folder.program(
            "espeak-ng",
            """
            cat >> $FOLDER/said
            [ ! -e $FOLDER/old ] && touch $FOLDER/old && exec sleep 60
            exit 0
            """)
        let voice = try announcer(folder, engine: "espeak-ng")
        voice.say([Utterance("Một", language: "vi"), Utterance("Hai", language: "vi")])
        while !folder.names.contains("old") { await Task.yield() }
        voice.say([Utterance("Ba", language: "vi")])
        await voice.finish()
        #expect(folder.text("said") == "Một\nBa\n")
        await voice.hush()
    }

    @Test func `plays a recorded clip where there is one`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        try folder.program("espeak-ng", "cat >> $FOLDER/said")
        try folder.program("player", "echo \"$1\" >> $FOLDER/played")
        try FileManager.default.createDirectory(atPath: folder.path + "/vi", withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: folder.path + "/vi/welcome.intro.wav"))
        let voice = try announcer(folder, engine: "espeak-ng", clips: true)
        voice.say([
            Utterance("Ông/bà cần việc gì?", language: "vi", key: "welcome.intro"),
            Utterance("Hello", language: "en", key: "welcome.intro"),
            Utterance("Xin chào", language: "vi", key: "../secret"),
        ])
        await voice.finish()
        #expect(folder.text("played") == "\(folder.path)/vi/welcome.intro.wav\n")
        #expect(folder.text("said") == "Hello\nXin chào\n")
    }

    @Test func `that fails is counted once a page and ends nothing`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        try folder.program("espeak-ng", "echo x >> $FOLDER/tried; exit 1")
        let notes = Notes()
        let voice = try announcer(folder, engine: "espeak-ng", notes: notes)
        voice.say([Utterance("Một", language: "vi"), Utterance("Hai", language: "vi")])
        await voice.finish()
        voice.say([Utterance("Ba", language: "vi")])
        await voice.finish()
        #expect(notes.all == [.failed, .failed])
        #expect(folder.text("tried") == "x\nx\n")
    }
}
