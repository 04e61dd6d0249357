import KioskTestSupport
import ProcedureFinder
import PublicServices
import ServiceDesk
import Testing

@testable import KioskConversation

/// A province that cannot answer everything: the talk says so and offers the way that works.
@Suite struct OtherProvinceTests {
    private let clock = StageClock()
    private let code: DossierCode

    init() throws { code = try Play.found(DossierCode(stored: "UBX01.240612.00118")) }

    private func backend(_ change: (inout BackendCapabilities) -> Void) async -> ScriptedBackend {
        var capabilities = BackendCapabilities()
        capabilities.paymentByReference = false
        capabilities.asksPrintedSecret = true
        capabilities.dossierBySlip = true
        capabilities.reminders = false
        change(&capabilities)
        let backend = ScriptedBackend(capabilities: capabilities)
        var detail = DossierDetail(state: .processing, procedureName: "Đăng ký khai sinh", agency: "UBND xã Mẫu")
        detail.stateText = "Chờ ký số"
        let status = DossierStatus(code: code, degree: .inProgress, detail: detail)
        await backend.add(status, secondFactor: .printedSecret("AbC9"))
        return backend
    }

    private func play(_ script: [ScriptedConsole.Input], _ backend: ScriptedBackend) async throws -> Performance {
        let console = ScriptedConsole(script, columns: 72)
        let outbox = MemoryOutbox()
        let desk = Play.desk(
            catalogue: CatalogueDesk(
                store: MemoryCatalogue(), synonyms: { Synonyms() }, clock: clock, logger: Play.logger),
            backend: backend, cache: MemoryCache(), ledger: MemoryLedger(), outbox: outbox,
            delivery: OutboxDelivery(outbox: outbox, backend: backend, clock: clock, logger: Play.logger), clock: clock
        )
        let end = await Visit(
            console: console, desk: desk, languages: try Play.languages(), settings: VisitSettings(province: "MẪU")
        ).hold()
        return Performance(
            text: Play.masked(await console.transcript), end: end, faults: await console.faults,
            rest: await console.rest)
    }

    @Test func `a payment is found by way of its dossier, from the first page and from the dossier`() async throws {
        let backend = await backend { $0.paymentByDossier = true }
        var payment = Payment(
            reference: try Play.found(PaymentReference(typed: "9f000000-0000-4000-8000-00000000bbbb")),
            outcome: .paid, amount: 8000, office: "UBND xã Mẫu")
        payment.receiptNumber = "0000123"
        await backend.add(.payment(payment), of: code)
        let play = try await play(
            [
                "3", .line(code.text), "1", "x", "AbC9", "1", "0", "2", .line(code.text), "1", "AbC9", "1", "1", "0",
                "0",
            ], backend)
        expect(play, isTranscript: "province-payment")
    }

    @Test func `a dossier without a payment says that nothing is due`() async throws {
        let backend = await backend { $0.paymentByDossier = true }
        await backend.add(.nothingDue, of: code)
        let play = try await play(["3", .line(code.text), "1", "AbC9", "1", "0", "0"], backend)
        expect(play, isTranscript: "province-nothing-due")
    }

    @Test func `a province that closed its search is asked by the slip`() async throws {
        let backend = await backend { $0.paymentByDossier = false }
        await backend.set(.fail(BackendError(.notOffered)), for: .dossier)
        let play = try await play(["2", .line(code.text), "1", "1", "1", "3", "1", "0"], backend)
        expect(play, isTranscript: "province-closed-search")
    }
}
