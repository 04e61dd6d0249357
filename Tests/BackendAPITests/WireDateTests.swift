import BackendAPI
import Foundation
import PublicServices
import Testing

@Suite struct WireDateTests {
    @Test(arguments: [
        "2026-11-23T10:48:01Z", "2026-11-23T17:48:01+07:00", "2026-11-23T17:48:01+0700", "2026-11-23T17:48:01+07",
        "2026-11-23 17:48:01", "20261123174801", "23/11/2026 17:48:01", "2026-11-23T10:48:01.250Z",
        "2026-11-23T05:18:01-05:30", " 2026-11-23T17:48:01 ",
    ])
    func `one moment in many forms`(text: String) {
        #expect(WireDate.instant(text) == Date(timeIntervalSince1970: 1_795_430_881))
    }

    @Test(arguments: ["2026-11-23", "20261123", "23/11/2026", "2026-11-22T18:00:00Z", "23/11/2026 00:10"])
    func `one day in many forms`(text: String) {
        #expect(WireDate.day(text)?.description == "2026-11-23")
    }

    @Test(arguments: [
        "", "nonsense", "2026-13-01", "2026-02-30", "31/02/2026", "2026-11-23T25:00", "2026-11-23T10", "0",
        "2026-11-23T10:48:01+", "2026-11-23T10:48:01Zoo", "2026-11", "99999999999999", "1/2/3", "２０２６-11-23",
    ])
    func `what is no date is nothing`(text: String) {
        #expect(WireDate.read(text) == nil)
    }

    @Test func `a moment is written with the Vietnamese offset and reads back`() {
        let instant = Date(timeIntervalSince1970: 1_795_430_881)
        #expect(WireDate.text(instant) == "2026-11-23T17:48:01+07:00")
        for seconds in stride(from: -1_000_000_000.0, to: 4_000_000_000, by: 86_399 * 37) {
            let instant = Date(timeIntervalSince1970: seconds)
            #expect(WireDate.instant(WireDate.text(instant)) == instant)
        }
    }

    @Test func `a header date is written and read back`() {
        let instant = Date(timeIntervalSince1970: 1_795_430_881)
        #expect(HTTPDate.text(instant) == "Mon, 23 Nov 2026 10:48:01 GMT")
        for seconds in stride(from: -1_000_000_000.0, to: 4_000_000_000, by: 86_399 * 37) {
            let instant = Date(timeIntervalSince1970: seconds)
            #expect(HTTPDate.read(HTTPDate.text(instant)) == instant)
        }
        #expect(HTTPDate.read("Monday, 23-Nov-26 10:48:01 GMT") == nil)
    }

    @Test(arguments: [
        ("7", Duration.seconds(7)), (" 0 ", .seconds(0)), ("Mon, 23 Nov 2026 10:48:31 GMT", .seconds(30)),
        ("Mon, 23 Nov 2020 10:48:31 GMT", .seconds(0)), ("99999999", .seconds(99_999_999)),
    ])
    func `a wait is read as seconds or as a date`(value: String, wait: Duration) {
        #expect(HTTPDate.retryAfter(value, now: Date(timeIntervalSince1970: 1_795_430_881)) == wait)
    }

    @Test(arguments: ["", "-3", "soon", "1.5"])
    func `an unreadable wait is no wait`(value: String) {
        #expect(HTTPDate.retryAfter(value, now: Date(timeIntervalSince1970: 0)) == nil)
    }
}
