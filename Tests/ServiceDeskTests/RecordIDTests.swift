import FoundationEssentials
import KioskTestSupport
import ServiceDesk
import Testing

struct RecordIDTests {
    @Test func `100,000 ids are all different, of version 7 and variant 2`() {
        let instant = Date(timeIntervalSince1970: 1_795_399_200)
        var seen: Set<RecordID> = []
        for number in 0..<100_000 {
            let id = RecordID(at: instant.addingTimeInterval(Double(number / 1000) / 1000))
            seen.insert(id)
            let signs = Array(id.text)
            #expect(signs.count == 36 && signs[14] == "7" && "89ab".contains(signs[19]))
        }
        #expect(seen.count == 100_000)
    }

    @Test func `ids sort by the time they were made`() {
        var random = SeededGenerator(seed: 7)
        var instants = (0..<2000).map { _ in Double(Int.random(in: 0...4_000_000_000_000, using: &random)) / 1000 }
        instants = Array(Set(instants)).sorted()
        let ids = instants.map { RecordID(at: Date(timeIntervalSince1970: $0), random: random) }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
    }

    @Test(arguments: [-1e18, -1, 0, 1e18])
    func `a clock far off still makes an id`(seconds: Double) {
        let id = RecordID(at: Date(timeIntervalSince1970: seconds))
        #expect(RecordID(id.text) == id)
    }

    @Test func `the next millisecond of an id sorts behind it, and after the last comes the first`() {
        let id = RecordID(at: Date(timeIntervalSince1970: 1_795_399_200))
        #expect(id < id.inNextMillisecond())
        #expect(id.inNextMillisecond().high >> 16 == (id.high >> 16) + 1)
        #expect(RecordID(at: Date(timeIntervalSince1970: 1e18)).inNextMillisecond().high >> 16 == 0)
    }

    @Test func `an id is read back from its text in either case`() {
        let id = RecordID(at: Date(timeIntervalSince1970: 1_795_399_200))
        #expect(RecordID(id.text.uppercased()) == id)
        #expect(RecordID(id.text)?.shortText == String(id.text.suffix(6)).uppercased())
    }

    @Test(arguments: ["", "x", "0192", "g1234567-1234-7123-8123-123456789012", "12345678-1234-7123-8123-12345678901"])
    func `what is no id is refused`(text: String) {
        #expect(RecordID(text) == nil)
    }
}
