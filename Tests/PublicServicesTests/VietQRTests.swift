import Testing

@testable import PublicServices

struct VietQRTests {
    /// The sample of research/facts.md §3.6.
    private let sample =
        "00020001021238570010A00000072701270006970436011308810004580860208QRIBFTTA53037045802VN6304CD60"
    private let payee = PayeeAccount(bank: "970436", account: "0881000458086")

    /// A payload with its checksum, from fields that a test can bend.
    private func payload(_ changes: [String: String?] = [:], order: [String]? = nil) -> String {
        let account = field("00", payee.bank) + field("01", payee.account)
        var fields: [String: String] = [
            "00": "01", "01": "12", "38": field("00", "A000000727") + field("01", account) + field("02", "QRIBFTTA"),
            "53": "704", "54": "1250000", "58": "VN",
            "62": field("01", "BL1") + field("05", "REF1") + field("08", "NOP PHI"),
        ]
        for (id, value) in changes { fields[id] = value }
        let ids = order ?? fields.keys.sorted()
        let body = ids.compactMap { id in fields[id].map { field(id, $0) } }.joined() + "6304"
        return body + EMVChecksum.text(of: body.utf8)
    }

    private func field(_ id: String, _ value: String) -> String {
        "\(id)\(value.utf8.count < 10 ? "0" : "")\(value.utf8.count)\(value)"
    }

    private func faults(_ payload: String, amount: Int64 = 1_250_000) -> [VietQRFault] {
        VietQRCheck(payload: payload, amount: amount, payees: [payee]).faults
    }

    @Test func `the checksum is CRC-16 CCITT-FALSE`() {
        #expect(EMVChecksum.text(of: "123456789".utf8) == "29B1")
        #expect(EMVChecksum.text(of: "".utf8) == "FFFF")
        #expect(EMVChecksum.text(of: sample.utf8.dropLast(4)) == "CD60")
    }

    @Test func `the sample of NAPAS is read`() throws {
        let code = try VietQR(payload: sample)
        #expect(code.payee == payee)
        #expect(code.amount == nil)
        #expect(code.isDynamic)
        #expect(code.purpose == nil)
    }

    @Test func `a code without an amount or to a stranger is not shown`() {
        let check = VietQRCheck(payload: sample, amount: 50_000, payees: [])
        #expect(check.faults == [.amountMissing, .payeeNotListed])
        #expect(!check.isSafeToShow)
        #expect(check.code != nil)
    }

    @Test func `a right code is shown`() throws {
        let check = VietQRCheck(payload: payload(), amount: 1_250_000, payees: [payee])
        #expect(check.isSafeToShow)
        #expect(check.code?.amount == 1_250_000)
        #expect(check.code?.billNumber == "BL1")
        #expect(check.code?.referenceLabel == "REF1")
        #expect(check.code?.purpose == "NOP PHI")
        #expect(faults(payload(["54": "1250000.00"])).isEmpty)
        #expect(faults(payload(["01": "11"])).isEmpty)
    }

    @Test func `another amount or payee than the bill's is refused`() {
        #expect(faults(payload(), amount: 1_250_001) == [.amountDiffers])
        #expect(faults(payload(["54": nil])) == [.amountMissing])
        #expect(VietQRCheck(payload: payload(), amount: 1_250_000, payees: []).faults == [.payeeNotListed])
    }

    @Test(arguments: ["", "0", "-5", "1.5", "1,000", "99999999999999", "1e6", " 100"])
    func `an amount that is none is refused`(amount: String) {
        let expected: VietQRFault = amount.isEmpty ? .structure : .amountForm
        #expect(faults(payload(["54": amount])) == [expected])
    }

    @Test func `what is not dong, not Vietnam or not the bill alone is refused`() {
        #expect(faults(payload(["53": "840"])) == [.currency])
        #expect(faults(payload(["53": nil])) == [.currency])
        #expect(faults(payload(["58": "US"])) == [.country])
        for id in ["55", "56", "57"] { #expect(faults(payload([id: "01"])) == [.surcharge]) }
    }

    @Test func `a payee in another form is refused`() {
        let account = field("00", payee.bank) + field("01", payee.account)
        let other = field("00", "A000000775") + field("01", account) + field("02", "QRIBFTTA")
        #expect(faults(payload(["38": other])) == [.payeeForm])
        let cash = field("00", "A000000727") + field("01", account) + field("02", "QRCASH")
        #expect(faults(payload(["38": cash])) == [.payeeForm])
        #expect(faults(payload(["38": field("00", "A000000727") + field("02", "QRIBFTTA")])) == [.payeeForm])
        let shortBank = field("00", "97043") + field("01", payee.account)
        let short = field("00", "A000000727") + field("01", shortBank) + field("02", "QRIBFTTA")
        #expect(faults(payload(["38": short])) == [.payeeForm])
        #expect(faults(payload(["38": nil])) == [.payeeForm])
        for id in ["02", "26", "39", "51"] {
            #expect(faults(payload([id: "x"])) == [.payeeForm], "a second account beside the listed one")
        }
    }

    @Test func `a damaged structure is refused`() {
        #expect(faults("") == [.structure])
        #expect(faults("0002") == [.structure])
        #expect(faults(payload() + "0") == [.structure])
        #expect(faults(String(payload().dropLast())) == [.structure])
        #expect(faults(payload(["00": "02"])) == [.structure])
        #expect(faults(payload(["01": "13"])) == [.structure])
        #expect(faults(payload(order: ["01", "00", "38", "53", "54", "58", "62"])) == [.structure])
        #expect(faults(payload(order: ["00", "01", "38", "53", "54", "54", "58"])) == [.structure])
        #expect(faults(payload(["62": "0105AB"])) == [.structure])
        #expect(faults(payload().lowercased()) != [])
        #expect(faults(payload(["62": field("08", "phí")])) == [.notPlainText])
        #expect(faults(payload() + "\u{1B}[2J") == [.notPlainText])
        #expect(faults(String(repeating: "0", count: 513)) == [.tooLong])
    }

    @Test func `each single changed character of a right code is noticed`() {
        let right = payload()
        for index in right.indices {
            for other in "07A " where other != right[index] {
                var bent = right
                bent.replaceSubrange(index...index, with: String(other))
                #expect(!faults(bent).isEmpty, "\(bent)")
            }
        }
    }

    @Test func `no payload stops the reader`() {
        var random = Seeded(8)
        let right = Array(payload().utf8)
        for _ in 0..<3000 {
            var bytes = right
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...127, using: &random)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            let check = VietQRCheck(payload: String(decoding: bytes, as: UTF8.self), amount: 1_250_000, payees: [payee])
            #expect(check.isSafeToShow == check.faults.isEmpty)
        }
    }
}
