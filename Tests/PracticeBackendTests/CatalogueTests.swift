import BackendAPI
import FoundationEssentials
import NIOHTTP1
import PracticeBackend
import PublicServices
import Testing

@Suite struct CatalogueTests {
    @Test func `the whole catalogue is a header and a procedure a line`() async throws {
        let procedures = PracticeWorld.procedures(5000)
        try await PracticeWorld.with({ $0.catalogue = .procedures(procedures) }) { world async throws in
            let answer = try await world.get(BackendPath.catalogue)
            var splitter = LineSplitter()
            let lines = try splitter.lines(adding: answer.bytes)
            let header = try WireJSON.body(CatalogueHeaderLine.self, from: try #require(lines.first))
            #expect(header.catalogue.count == 5000)
            #expect(header.catalogue.version == (try await world.backend.catalogueVersion()))
            #expect(answer.headers.first(name: HeaderName.etag) == "\"\(header.catalogue.version)\"")
            #expect(answer.headers.first(name: HeaderName.contentType) == MediaType.jsonLines)
            #expect(try lines.dropFirst().map { try WireJSON.body(Procedure.self, from: $0) } == procedures)
        }
    }

    @Test func `who has the catalogue gets 304 and no byte`() async throws {
        try await PracticeWorld.with { world async throws in
            let version = try await world.backend.catalogueVersion()
            for path in [BackendPath.catalogue, BackendPath.catalogue(since: version)] {
                let answer = try await world.get(path, headers: [(HeaderName.ifNoneMatch, "\"\(version)\"")])
                #expect(answer.status == 304)
                #expect(answer.bytes.isEmpty)
                #expect(answer.headers.first(name: HeaderName.etag) == "\"\(version)\"")
            }
        }
    }

    @Test func `the same procedures are the same version on every start`() async throws {
        var versions: Set<String> = []
        for _ in 0..<2 {
            try await PracticeWorld.with { versions.insert(try await $0.backend.catalogueVersion()) }
        }
        #expect(versions.count == 1)
    }

    @Test func `a version still known gets only what changed`() async throws {
        var procedures = PracticeWorld.procedures(10)
        try await PracticeWorld.with({ $0.catalogue = .procedures(procedures) }) { world async throws in
            let first = try await world.backend.catalogueVersion()
            procedures[2].fee = "Miễn phí"
            let removed = procedures.removeLast()
            let second = try await world.backend.publish(procedures)
            let added = Procedure(code: try #require(ProcedureCode("2.000001")), name: "Thêm")
            let third = try await world.backend.publish(procedures + [added])
            let answer = try await world.get(BackendPath.catalogue(since: first))
            #expect(answer.headers.first(name: HeaderName.contentType) == MediaType.json)
            #expect(answer.headers.first(name: HeaderName.etag) == "\"\(third)\"")
            #expect(
                try answer.body(CatalogueChangesBody.self)
                    == CatalogueChangesBody(version: third, changed: [procedures[2], added], removed: [removed.code])
            )
            let later = try await world.get(BackendPath.catalogue(since: second)).body(CatalogueChangesBody.self)
            #expect(later == CatalogueChangesBody(version: third, changed: [added], removed: []))
            let now = try await world.get(BackendPath.catalogue(since: third)).body(CatalogueChangesBody.self)
            #expect(now == CatalogueChangesBody(version: third, changed: [], removed: []))
        }
    }

    @Test(arguments: ["unknown", "%00", "p' OR 1=1"])
    func `a version unknown gets the whole`(version: String) async throws {
        try await PracticeWorld.with { world async throws in
            let answer = try await world.get(BackendPath.catalogue(since: version))
            #expect(answer.headers.first(name: HeaderName.contentType) == MediaType.jsonLines)
        }
    }

    @Test func `changes of more than half are sent as the whole`() async throws {
        try await PracticeWorld.with { world async throws in
            let first = try await world.backend.catalogueVersion()
            _ = try await world.backend.publish(PracticeWorld.procedures(3, name: "Khác"))
            let answer = try await world.get(BackendPath.catalogue(since: first))
            #expect(answer.headers.first(name: HeaderName.contentType) == MediaType.jsonLines)
        }
    }

    @Test func `one procedure is found by its code and kept by its tag`() async throws {
        let procedures = PracticeWorld.procedures(3)
        try await PracticeWorld.with { world async throws in
            let path = BackendPath.procedure(procedures[1].code)
            let answer = try await world.get(path)
            #expect(try answer.body(Procedure.self) == procedures[1])
            let tag = try #require(answer.headers.first(name: HeaderName.etag))
            #expect(try await world.get(path, headers: [(HeaderName.ifNoneMatch, tag)]).status == 304)
            #expect(try await world.get("/v1/procedures/9.999999").problem == .notFound)
        }
    }

    @Test func `files are served byte for byte and lines that are no procedure are left out`() async throws {
        let good = #"{"code":"1.000001","name":"Một","newerField":{"kept":true}}"#
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let text = "\(good)\r\nnot JSON\n{\"code\":\"1.000002\"}\n\(good)\n{\"code\":\"1.000003\",\"name\":\"Ba\"}"
        try Data(text.utf8).write(to: file)
        try await PracticeWorld.with({ $0.catalogue = .files([file.path]) }) { world async throws in
            let answer = try await world.get(BackendPath.catalogue)
            let lines = answer.text.split(separator: "\n")
            #expect(lines.dropFirst() == [Substring(good), "{\"code\":\"1.000003\",\"name\":\"Ba\"}"])
            #expect(lines.first?.contains("\"count\":2") == true)
        }
    }

    @Test(arguments: [BackendPath.survey, BackendPath.notices])
    func `small content is kept by its tag`(path: String) async throws {
        try await PracticeWorld.with { world async throws in
            let answer = try await world.get(path)
            let tag = try #require(answer.headers.first(name: HeaderName.etag))
            #expect(answer.headers.first(name: HeaderName.cacheControl)?.contains("stale-if-error") == true)
            #expect(answer.headers.first(name: HeaderName.vary) != nil)
            #expect(try await world.get(path, headers: [(HeaderName.ifNoneMatch, tag)]).status == 304)
        }
    }

    @Test func `survey and notices are those of the configuration`() async throws {
        let day = try #require(CalendarDay(iso: "2026-12-28"))
        let notice = Notice(id: "n", text: ["vi": "Nghỉ lễ"], from: day, until: nil, priority: 2)
        try await PracticeWorld.with({ $0.notices = [notice] }) { world async throws in
            #expect(try await world.get(BackendPath.notices).body(NoticesBody.self).all == [notice])
            let survey = try await world.get(BackendPath.survey).body(SurveyBody.self).survey
            #expect(survey == SampleSurvey.survey)
            #expect(survey.faults(languages: ["vi", "en"]).isEmpty)
        }
    }
}
