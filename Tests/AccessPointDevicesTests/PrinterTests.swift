import AccessPointDevices
import FoundationEssentials
import KioskTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite
struct `A printer` {
    private static let slip = PaperSlip(lines: ["GIẤY TỜ CẦN MANG", "", "[1] Căn cước"])

    /// A CUPS that writes down what it is asked, and says what it is told to.
    private func cups(busyWith: String = "") throws -> ScriptFolder {
        let folder = try ScriptFolder()
        try folder.program(
            "lp", "echo \"$*\" >> $FOLDER/lp.asked; cat > $FOLDER/lp.got; echo 'request id is phieu-7 (0 file(s))'")
        try folder.program(
            "lpstat",
            "echo \"$*\" >> $FOLDER/lpstat.asked; cat $FOLDER/busy 2>/dev/null; exit 0")
        try folder.program("cancel", "echo \"$*\" >> $FOLDER/cancel.asked")
        try Data(busyWith.utf8).write(to: URL(filePath: folder.path + "/busy"))
        return folder
    }

    private func font(in folder: ScriptFolder) throws -> SlipFont {
        try Data(TestFonts.hex().utf8).write(to: URL(filePath: folder.path + "/own.hex"))
        return SlipFont(file: FontFile(path: folder.path + "/own.hex"), dots: 384, scale: 2)
    }

    private func queue(_ folder: ScriptFolder, _ form: QueuePrinter.Form) throws -> QueuePrinter {
        let lp = try #require(Tool(path: folder.path + "/lp"))
        return try #require(QueuePrinter(lp: lp, queue: "phieu", form: form))
    }

    @Test func `of CUPS gets the slip by standard input, under a title that says nothing`() async throws {
        let folder = try cups()
        defer { folder.remove() }
        try await queue(folder, .text).put(Self.slip)
        #expect(folder.text("lp.got") == "GIẤY TỜ CẦN MANG\n\n[1] Căn cước\n")
        #expect(folder.text("lp.asked") == "-d phieu -t kiosk -o document-format=text/plain;charset=utf-8\n")
        let font = try font(in: folder)
        try await queue(folder, .pages(font)).put(Self.slip)
        #expect(folder.bytes("lp.got").starts(with: "%PDF".utf8))
        try await queue(folder, .receipt(font)).put(Self.slip)
        #expect(ReceiptPaper(printing: folder.bytes("lp.got")).faults.isEmpty)
        #expect(folder.text("lp.asked").hasSuffix("-o raw\n"))
    }

    @Test func `gives back what waits when the visit ends, with its data`() async throws {
        let folder = try cups()
        defer { folder.remove() }
        let printer = try queue(folder, .text)
        try await printer.put(Self.slip)
        await printer.takeBack()
        #expect(folder.text("cancel.asked") == "-x phieu-7\n")
        await printer.takeBack()
        #expect(folder.text("cancel.asked") == "-x phieu-7\n")
    }

    @Test func `may finish the slip it is printing, but not hold it for another visit`() async throws {
        let folder = try cups(busyWith: "printer phieu now printing phieu-7.  enabled since today\n")
        defer { folder.remove() }
        let printer = try queue(folder, .text)
        try await printer.put(Self.slip)
        await printer.takeBack()
        #expect(folder.text("cancel.asked").isEmpty)
        await printer.takeBack()
        #expect(folder.text("cancel.asked") == "-x phieu-7\n")
    }

    @Test(arguments: ["cat > /dev/null; exec sleep 600", "cat > /dev/null; echo 'đã nhận'", "cat > /dev/null; exit 1"])
    func `takes a slip back of which it never heard the name, with all of this user's`(lp: String) async throws {
        let folder = try cups()
        defer { folder.remove() }
        try folder.program("lp", lp)
        let printer = try queue(folder, .text)
        let putting = Task { try await printer.put(Self.slip) }
        if lp.contains("sleep") { putting.cancel() }
        _ = await putting.result
        await printer.takeBack()
        let asked = folder.text("cancel.asked")
        #expect(asked.hasPrefix("-x -a -u ") && asked.hasSuffix(" phieu\n"))
        await printer.takeBack()
        #expect(folder.text("cancel.asked") == asked)
    }

    @Test func `forgets everything of this user after a crash`() async throws {
        let folder = try cups()
        defer { folder.remove() }
        await (try queue(folder, .text)).takeBackEverything()
        let asked = folder.text("cancel.asked")
        #expect(asked.hasPrefix("-x -a -u ") && asked.hasSuffix(" phieu\n"))
    }

    @Test func `that is not there, fails or has no font says so`() async throws {
        let folder = try cups()
        defer { folder.remove() }
        let nowhere = try #require(Tool(path: folder.path + "/no"))
        let missing = try #require(QueuePrinter(lp: nowhere, queue: "a", form: .text))
        await #expect(throws: PrinterFault.notThere) { try await missing.put(Self.slip) }
        try folder.program("lp", "cat > /dev/null; exit 1")
        let failing = try queue(folder, .text)
        await #expect(throws: PrinterFault.failed) { try await failing.put(Self.slip) }
        let none = SlipFont(file: FontFile(path: folder.path + "/none"), dots: 384, scale: 2)
        let fontless = try queue(folder, .receipt(none))
        await #expect(throws: PrinterFault.noFont) { try await fontless.put(Self.slip) }
        let device = DevicePrinter(path: folder.path + "/none", font: try font(in: folder))
        await #expect(throws: PrinterFault.notThere) { try await device.put(Self.slip) }
    }

    @Test(arguments: ["", "-o", "a b", "a/b", "a#b", "phiếu"])
    func `has a name that lp takes for nothing else`(_ name: String) throws {
        let lp = try #require(Tool(path: "/usr/bin/lp"))
        #expect(QueuePrinter(lp: lp, queue: name, form: .text) == nil)
    }

    @Test func `at a device file gets its bytes whole, and one that takes nothing ends in an error`() async throws {
        let folder = try ScriptFolder()
        defer { folder.remove() }
        let file = folder.path + "/device"
        try Data().write(to: URL(filePath: file))
        try await DevicePrinter(path: file, font: try font(in: folder)).put(Self.slip)
        let paper = ReceiptPaper(printing: folder.bytes("device"))
        #expect(paper.faults.isEmpty && paper.cuts == 1)
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let reader = open(pipe, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        let long = PaperSlip(lines: (0..<300).map { TerminalText(sanitising: "dòng \($0)") })
        let stuck = DevicePrinter(path: pipe, font: try font(in: folder), patience: 50)
        await #expect(throws: PrinterFault.failed) { try await stuck.put(long) }
    }
}
