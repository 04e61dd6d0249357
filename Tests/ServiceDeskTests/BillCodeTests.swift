import KioskTestSupport
import PublicServices
import ServiceDesk
import Testing

/// The VietQR payload of a bill: only one that passes the check leaves the desk.
struct BillCodeTests {
    /// The sample of research/facts.md §3.6, which has no amount.
    private static let withoutAmount =
        "00020001021238570010A00000072701270006970436011308810004580860208QRIBFTTA53037045802VN6304CD60"
    private static let payee = PayeeAccount(bank: "970436", account: "0881000458086")
    /// 1.250.000 đồng to the same account.
    private static let right = sealed(
        "00020101021238570010A00000072701270006970436011308810004580860208QRIBFTTA5303704540712500005802VN6304")

    /// CRC-16/CCITT-FALSE, written here a second time so that the test does not check the code with itself.
    private static func sealed(_ body: some StringProtocol) -> String {
        var crc = 0xFFFF
        for byte in body.utf8 {
            crc ^= Int(byte) << 8
            for _ in 0..<8 { crc = crc & 0x8000 == 0 ? crc << 1 : (crc << 1 ^ 0x1021) & 0xFFFF }
        }
        let digits = String(crc, radix: 16, uppercase: true)
        return body.description + String(repeating: "0", count: 4 - digits.count) + digits
    }

    private let log = RecordedLog()

    private func shown(
        _ payload: String?,
        outcome: PaymentOutcome = .unpaid,
        payees: Set<PayeeAccount> = [payee]
    ) async throws -> Payment? {
        let clock = ManualClock()
        let backend = ScriptedBackend()
        let reference = try Sample.reference("SECRET-REFERENCE-1")
        var payment = Payment(reference: reference, outcome: outcome, amount: 1_250_000, office: "Sở Tư pháp")
        payment.qrPayload = payload
        await backend.add(payment)
        let admission = LookupGuard(ledger: MemoryLedger(), limits: LookupLimits(), clock: clock)
        let desk = LookupDesk(
            backend: backend, cache: MemoryCache(), admission: admission, clock: clock,
            payees: { payees }, logger: log.logger
        )
        return await desk.payment(reference, visit: VisitLookups()).value
    }

    @Test func `a right code is handed on`() async throws {
        #expect(try await shown(Self.right)?.qrPayload == Self.right)
        #expect(log.lines.isEmpty)
    }

    @Test func `a bill without a code needs no list of payees`() async throws {
        let payment = try await shown(nil, payees: [])
        #expect(payment?.qrPayload == nil && payment?.hasRefusedCode == false)
    }

    @Test func `a code of a bill that is not to be paid is not handed on, and nobody is warned`() async throws {
        for outcome in PaymentOutcome.allCases where outcome != .unpaid {
            let payment = try await shown(Self.right, outcome: outcome)
            #expect(payment?.qrPayload == nil && payment?.hasRefusedCode == false)
        }
    }

    static let bad: [(payload: String, fault: String)] = [
        (right + "0", "structure"), (String(right.dropLast()) + "1", "checksum"),
        (withoutAmount, "amountMissing"), ("", "structure"), ("\u{1B}[2J", "notPlainText"),
        (sealed(right.dropLast(4).replacing("5303704", with: "5303840")), "currency"),
        (sealed(right.dropLast(4).replacing("1250000", with: "9250000")), "amountDiffers"),
        (sealed(right.dropLast(4).replacing("0881000458086", with: "0881000458087")), "payeeNotListed"),
    ]

    @Test(arguments: bad)
    func `a code that fails is never handed on and the operator reads why`(
        payload: String, fault: String
    ) async throws {
        let payment = try await shown(payload)
        #expect(payment?.qrPayload == nil)
        #expect(payment?.hasRefusedCode == true)
        #expect(log.lines == ["notice VietQR payload of a bill not shown faults=\(fault)"])
    }

    @Test func `an empty list of payees trusts nobody`() async throws {
        #expect(try await shown(Self.right, payees: [])?.qrPayload == nil)
        #expect(log.lines == ["notice VietQR payload of a bill not shown faults=payeeNotListed"])
    }
}
