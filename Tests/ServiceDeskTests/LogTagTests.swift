import PublicServices
import ServiceDesk
import Testing

@Suite struct LogTagTests {
    @Test func `a log line names what it is about by a keyed hash of the process only`() throws {
        let code = try Sample.code("H43.12-261123-0001")
        let other = try Sample.code("H43.12-261123-0002")
        let tag = LookupSubject.dossier(code).logTag
        #expect(tag == LookupSubject.dossier(code).logTag)
        #expect(tag != LookupSubject.dossier(other).logTag)
        #expect(!tag.contains("0001") || tag.count <= 8)
        #expect(tag.utf8.count <= 8)
    }
}
