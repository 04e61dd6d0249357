import AccessPointDevices
import KioskTestSupport
import PracticeBackend
import PublicServices
import Synchronization
import Testing

@testable import KioskConversation

/// Slips on paper, from every page that offers one.
@Suite struct TakeAlongTests {
    @Test func `a checklist is printed and the talk goes on`() async throws {
        let printer = MemoryPrinter()
        try await Stage.play(Play.procedures, { $0.devices.printer = printer }) { stage in
            let play = try await stage.visit(["1", "khai sinh", "1", "1", "2", "1", "1", "0", "0"])
            expect(play, isTranscript: "paper-procedure")
        }
        compare(slips: await printer.paper, areTranscript: "slip-procedure")
        #expect(await printer.takenBack == (1, 0))
    }

    @Test func `a dossier prints what is public, and all of it only when asked`() async throws {
        let printer = MemoryPrinter()
        try await Stage.play(Play.procedures, { $0.devices.printer = printer }) { stage in
            let code = try stage.code(.missingPapers)
            let play = try await stage.visit(["2", .line(code), "1", "1007", "3", "1", "1", "3", "2", "1", "0", "0"])
            expect(play, isTranscript: "paper-dossier")
        }
        compare(slips: await printer.paper, areTranscript: "slip-dossier")
        let slips = await printer.slips
        #expect(slips.count == 2)
        let open = slips[0].lines.map(\.text).joined(separator: "\n")
        #expect(open.contains("Mức hoàn thành") && !open.contains("Giấy tờ còn thiếu") && !open.contains("Thủ tục:"))
        #expect(slips[1].lines.contains { $0.text.contains("Giấy tờ còn thiếu") })
    }

    @Test func `without the four digits there is only the public slip`() async throws {
        let printer = MemoryPrinter()
        try await Stage.play(Play.procedures, { $0.devices.printer = printer }) { stage in
            let code = try stage.code(.missingPapers)
            let play = try await stage.visit(["2", .line(code), "1", "1", "3", "1", "0", "0"])
            #expect(play.faults.isEmpty && play.text.contains("In ra giấy"))
        }
        let paper = await printer.paper
        #expect(paper.contains("Mức hoàn thành") && !paper.contains("Thủ tục:"))
    }

    @Test func `a payment and the reference of a rating are printed`() async throws {
        let printer = MemoryPrinter()
        try await Stage.play(Play.procedures, { $0.devices.printer = printer }) { stage in
            let play = try await stage.visit(["3", "MAU0001", "2", "1", "0", "4", "1", "1", "2", "1", "1", "0"])
            #expect(play.faults.isEmpty, "\(play.text)")
        }
        compare(slips: Play.masked(await printer.paper), areTranscript: "slip-payment-rating")
    }

    @Test func `a procedure, a dossier, a payment and a rating are taken along as a QR code with its words beside it`()
        async throws
    {
        try await Stage.play(Play.procedures) { stage in
            let dossier = try stage.code(.missingPapers)
            let plays: [(script: [ScriptedConsole.Input], words: String?)] = [
                (["1", "khai sinh", "1", "1", "2", "1", "0", "0"], nil),
                (["2", .line(dossier), "1", "1", "3", "1", "0", "0"], dossier),
                (["3", "MAU0001", "2", "1", "0", "0"], "MAU0001"),
                (["4", "1", "1", "2", "1", "0", "0"], nil),
            ]
            for (script, words) in plays {
                let play = try await stage.visit(script, codeRows: 22)
                #expect(play.faults.isEmpty, "\(play.text)")
                let lines = play.text.split(separator: "\n", omittingEmptySubsequences: false)
                let title = try Play.found(lines.firstIndex { $0.contains("MÃ QR MANG VỀ") })
                let page = lines[title...].prefix { !$0.hasPrefix("▸ ") }
                #expect(page.count <= 22 && page.allSatisfy { DisplayWidth.columns(of: String($0)) <= 72 })
                #expect(page.count { $0.contains("▀") || $0.contains("█") } >= 10)
                if let words { #expect(page.contains { $0.contains(words) }) }
            }
        }
    }

    @Test(arguments: [PrinterFault.failed, .notThere, .noFont])
    func `a printer that fails is said kindly, is logged, and the visit goes on`(_ fault: PrinterFault) async throws {
        let reported = Mutex<[PrinterFault]>([])
        try await Stage.play(
            Play.procedures,
            { settings in
                settings.devices.printer = MemoryPrinter(failing: fault)
                settings.devices.report = { fault in reported.withLock { $0.append(fault) } }
            },
            { stage in
                let play = try await stage.visit(["1", "khai sinh", "1", "1", "2", "1", "1", "0", "0"])
                #expect(play.end == .finished && play.faults.isEmpty)
                #expect(play.text.contains("CHƯA IN ĐƯỢC") && play.text.contains("không phải lỗi của ông/bà"))
            }
        )
        #expect(reported.withLock { $0 } == [fault])
    }

    @Test func `after a crash the printer's queue is emptied before the first page`() async throws {
        let printer = MemoryPrinter()
        try await Stage.play(Play.procedures, { $0.devices.printer = printer }) { stage in
            _ = try await stage.visit(["0"], startsAfterCrash: true)
        }
        #expect(await printer.takenBack == (1, 1))
    }

    @Test func `without a printer nothing is offered on paper`() async throws {
        try await Stage.play { stage in
            let play = try await stage.visit(["1", "khai sinh", "1", "1", "1", "0", "0"])
            #expect(play.faults.isEmpty && !play.text.contains("In ra giấy"))
        }
    }

    private func compare(slips: String, areTranscript name: String) {
        expect(
            Performance(text: slips, end: .finished, faults: [], rest: []), isTranscript: name
        )
    }
}
