import BackendAPI
import PublicServices
import Testing

@Suite struct PathAndTagTests {
    @Test func `a code that is no path segment is escaped and read back`() throws {
        let code = try #require(ProcedureCode("1.004222/ấ?#%"))
        let path = BackendPath.procedure(code)
        #expect(path == "/v1/procedures/1.004222%2F%E1%BA%A5%3F%23%25")
        #expect(BackendPath.percentDecoded(path.split(separator: "/")[2]) == code.text)
        #expect(BackendPath.percentDecoded("%E1") == nil)
        #expect(BackendPath.percentDecoded("%zz") == nil)
    }

    @Test func `records live under their kind`() {
        let paths = RecordKind.allCases.map { BackendPath.record($0, id: "a") }
        #expect(paths == ["/v1/ratings/a", "/v1/reminders/a", "/v1/page-reports/a", "/v1/difficulty-reports/a"])
        #expect(BackendPath.catalogue(since: nil) == "/v1/catalogue")
        #expect(BackendPath.catalogue(since: "p 1") == "/v1/catalogue?since=p%201")
    }

    @Test func `a strong tag is read and a weak or broken one is not`() {
        #expect(EntityTag(header: "\"p1\"")?.text == "p1")
        #expect(EntityTag(header: "W/\"p1\"") == nil)
        #expect(EntityTag(header: "p1") == nil)
        #expect(EntityTag(header: "\"\"") == nil)
        #expect(EntityTag("a\"b") == nil)
    }

    @Test func `a tag is found in a list`() throws {
        let tag = try #require(EntityTag("p1"))
        #expect(tag.isNamed(in: "\"p0\", \"p1\""))
        #expect(tag.isNamed(in: "W/\"p1\""))
        #expect(tag.isNamed(in: " * "))
        #expect(!tag.isNamed(in: "\"p10\""))
        #expect(!tag.isNamed(in: ""))
    }

    @Test func `lines come out whole however the bytes arrive`() throws {
        let text = Array("{\"a\":1}\r\n\n{\"b\":2}\n{\"c\":3}".utf8)
        for size in 1...text.count {
            var splitter = LineSplitter()
            var lines: [String] = []
            for start in stride(from: 0, to: text.count, by: size) {
                let part = text[start..<min(start + size, text.count)]
                lines += try splitter.lines(adding: part).map { String(decoding: $0, as: UTF8.self) }
            }
            #expect(lines == ["{\"a\":1}", "{\"b\":2}"])
            #expect(splitter.last().map { String(decoding: $0, as: UTF8.self) } == "{\"c\":3}")
        }
    }

    @Test func `a line beyond the limit is refused`() {
        #expect(throws: LineSplitter.LineTooLong.self) {
            var splitter = LineSplitter(limit: 8)
            _ = try splitter.lines(adding: Array("1234567\n12345".utf8))
            _ = try splitter.lines(adding: Array("6789".utf8))
        }
    }

    @Test func `a media type is compared without its parameters`() {
        #expect(MediaType.essence(of: "Application/JSON; charset=utf-8") == MediaType.json)
        #expect(MediaType.essence(of: "text/html") != MediaType.json)
    }
}
