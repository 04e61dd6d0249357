import BackendAPI
import FoundationEssentials
import NIOHTTP1
import PracticeBackend
import PublicServices
import Testing

@Suite struct FaultTests {
    private static let path = BackendPath.record(.rating, id: RecordTests.id)

    @Test(arguments: [
        (FaultKind.unavailable, 503), (.error500, 500), (.html, 200), (.redirect, 302), (.noContent, 204),
        (.busy, 429), (.unauthorised, 401), (.forbidden, 403), (.upgrade, 426), (.conflict, 409), (.rejected, 422),
    ])
    func `an answer in place of work keeps nothing`(kind: FaultKind, status: Int) async throws {
        try await PracticeWorld.with({ $0.faults = [Fault(kind)] }) { world async throws in
            #expect(try await world.put(Self.path, RecordTests.rating).status == status)
            #expect(try await world.backend.records().isEmpty)
            world.backend.faults.clear()
            #expect(try await world.put(Self.path, RecordTests.rating).status == 201)
        }
    }

    @Test(arguments: [FaultKind.empty, .halfJSON, .wrongTypes, .noReceipt, .wrongReceipt])
    func `a spoilt receipt confirms nothing though the record is kept`(kind: FaultKind) async throws {
        try await PracticeWorld.with({ $0.faults = [Fault(kind, in: .records)] }) { world async throws in
            let answer = try await world.put(Self.path, RecordTests.rating)
            let record = try #require(try await world.backend.records().first)
            let receipt = try? answer.body(ReceiptBody.self)
            #expect(answer.status == 201)
            #expect(receipt?.confirms(id: record.id, digest: record.digest) != true)
        }
    }

    @Test(arguments: [FaultKind.dropReply, .cutShort])
    func `a lost reply loses no record`(kind: FaultKind) async throws {
        try await PracticeWorld.with({ $0.faults = [Fault(kind)] }) { world async throws in
            await #expect(throws: (any Error).self) { try await world.put(Self.path, RecordTests.rating) }
            #expect(try await world.backend.records().count == 1)
            world.backend.faults.clear()
            #expect(try await world.put(Self.path, RecordTests.rating).status == 200)
        }
    }

    @Test func `a dropped request keeps nothing`() async throws {
        try await PracticeWorld.with({ $0.faults = [Fault(.dropRequest)] }) { world async throws in
            await #expect(throws: (any Error).self) { try await world.put(Self.path, RecordTests.rating) }
            #expect(try await world.backend.records().isEmpty)
        }
    }

    @Test func `only the first reply is dropped`() async throws {
        try await PracticeWorld.with({ $0.faults = [Fault(.dropFirstReply)] }) { world async throws in
            await #expect(throws: (any Error).self) { try await world.put(Self.path, RecordTests.rating) }
            #expect(try await world.put(Self.path, RecordTests.rating).status == 200)
            #expect(try await world.backend.records().count == 1)
        }
    }

    @Test func `a fault of one area leaves the others alone`() async throws {
        try await PracticeWorld.with({ $0.faults = [Fault(.error500, in: .survey)] }) { world async throws in
            #expect(try await world.get(BackendPath.survey).status == 500)
            #expect(try await world.get(BackendPath.notices).status == 200)
            #expect(world.backend.traffic.requests(.survey) == 1)
            #expect(world.backend.traffic.requests(.records) == 0)
        }
    }

    @Test func `a slow answer waits by the clock that is given`() async throws {
        let log = WaitLog()
        try await PracticeWorld.with({
            $0.faults = [Fault(.slow, value: 17, in: .health)]
            $0.sleep = { await log.add($0) }
        }) { world async throws in
            #expect(try await world.get(BackendPath.health).status == 200)
            #expect(await log.waits == [.seconds(17)])
        }
    }

    @Test func `busy says how long to wait`() async throws {
        try await PracticeWorld.with({ $0.faults = [Fault(.busy, value: 7)] }) { world async throws in
            let answer = try await world.get(BackendPath.catalogue)
            #expect(answer.headers.first(name: HeaderName.retryAfter) == "7")
            #expect(answer.problem == .tooManyRequests)
        }
    }

    @Test func `a catalogue cut short breaks off, one halved looks whole but is not`() async throws {
        let procedures = PracticeWorld.procedures(5000)
        try await PracticeWorld.with({ $0.catalogue = .procedures(procedures) }) { world async throws in
            world.backend.faults.set([Fault(.cutShort, in: .catalogue)])
            await #expect(throws: (any Error).self) { try await world.get(BackendPath.catalogue) }
            world.backend.faults.set([Fault(.halfJSON, in: .catalogue)])
            let lines = try await world.get(BackendPath.catalogue).text.split(separator: "\n")
            #expect(lines.count > 1000 && lines.count < 5000)
        }
    }

    @Test func `faults are typed by name, seconds and area`() throws {
        #expect(try Fault(typed: "html") == Fault(.html))
        #expect(try Fault(typed: "busy=9") == Fault(.busy, value: 9))
        #expect(try Fault(typed: "slow=3@dossiers") == Fault(.slow, value: 3, in: .dossiers))
        #expect(try Fault(typed: "half-json@catalogue") == Fault(.halfJSON, in: .catalogue))
        for kind in FaultKind.allCases {
            #expect(try Fault(typed: kind.rawValue) == Fault(kind))
            #expect(Fault.help.contains("  \(kind.rawValue)"))
        }
    }

    @Test(arguments: ["", "htm", "HTML", "html=3", "slow=", "slow=x", "slow=-1", "slow=99999999", "html@", "html@moon"])
    func `a mistyped fault says what is possible`(text: String) {
        let error = #expect(throws: FaultSyntaxError.self) { try Fault(typed: text) }
        #expect(error.map { "\($0)".count > 20 } == true)
    }
}

/// Notes the waits asked for instead of waiting.
private actor WaitLog {
    private(set) var waits: [Duration] = []

    func add(_ wait: Duration) { waits.append(wait) }
}
