import FoundationEssentials
import PracticeBackend
import PublicServices
import Testing

@Suite struct SampleTests {
    private static let days = (0..<800).map { CalendarDay(number: 20_000 + $0) }

    @Test func `on every day the samples show all ten states and all names`() {
        for day in Self.days {
            let samples = PracticeSamples(on: day)
            #expect(samples.dossiers.map(\.name).count == SampleDossier.Name.allCases.count)
            #expect(Set(samples.dossiers.map(\.name)).count == samples.dossiers.count)
            #expect(Set(samples.dossiers.compactMap(\.state)) == Set(DossierState.allCases))
            #expect(Set(samples.dossiers.map(\.code)).count == samples.dossiers.count)
            #expect(Set(samples.payments.map(\.name)) == Set(SamplePayment.Name.allCases))
        }
    }

    @Test func `on every day the dates hang together`() throws {
        for day in Self.days {
            for sample in PracticeSamples(on: day).dossiers {
                let detail = try #require(sample.status.detail)
                let received = try #require(detail.receivedOn)
                #expect(sample.code.parts?.receivedOn == received)
                #expect(sample.code.parts?.province == "H43")
                #expect(received <= day && received.weekday <= 5)
                #expect((detail.finishedOn ?? received) >= received && (detail.finishedOn ?? day) <= day)
                #expect((detail.dueOn?.weekday ?? 1) <= 5)
                #expect(detail.history.allSatisfy { received <= $0.day && $0.day <= day })
                #expect(detail.history.map(\.day) == detail.history.map(\.day).sorted())
                #expect(detail.history.last?.state == detail.state)
                #expect(sample.status.degree == detail.state?.degree)
            }
        }
    }

    @Test func `overdue is overdue and on time is on time on every day`() throws {
        for day in Self.days {
            let samples = PracticeSamples(on: day)
            #expect(try #require(samples.dossier(.overdue)?.status.detail?.dueOn) < day)
            #expect(try #require(samples.dossier(.overdueWithApology)?.status.detail?.dueOn) < day)
            #expect(try #require(samples.dossier(.onTime)?.status.detail?.dueOn) > day)
            #expect(try #require(samples.dossier(.overdueWithApology)?.status.detail?.apology?.newDueOn) > day)
        }
    }

    @Test func `the dossier that waits for money leads to its bill and back`() throws {
        let samples = PracticeSamples(on: CalendarDay(number: 20_780))
        let dossier = try #require(samples.dossier(.waitingForPayment))
        let bill = try #require(samples.payment(.unpaid))
        #expect(dossier.status.detail?.paymentReference == bill.reference)
        #expect(dossier.status.detail?.amountDue == bill.payment.amount)
        #expect(bill.payment.dossierCode == dossier.code)
    }

    @Test func `a sample VietQR payload has the checksum that the standard's own sample has`() throws {
        let document = "00020001021238570010A00000072701270006970436011308810004580860208QRIBFTTA53037045802VN6304"
        #expect(checksum(document) == "CD60")
        let payload = try #require(PracticeSamples(on: CalendarDay(number: 20_780)).payment(.unpaid)?.payment.qrPayload)
        #expect(checksum(String(payload.dropLast(4))) == String(payload.suffix(4)))
        #expect(payload.contains("0006\(VietQRPayload.sampleBank)0110\(VietQRPayload.sampleAccount)"))
        #expect(payload.contains("540516000"))
    }

    /// CRC-16/CCITT-FALSE, written apart from the code under test.
    private func checksum(_ text: String) -> String {
        var register: UInt32 = 0xFFFF
        for byte in text.utf8 {
            for bit in (0..<8).reversed() {
                let feedback = (register >> 15 & 1) ^ (UInt32(byte) >> UInt32(bit) & 1)
                register = (register << 1) & 0xFFFF
                if feedback == 1 { register ^= 0x1021 }
            }
        }
        let digits = String(register, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
