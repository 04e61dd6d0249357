import FoundationEssentials
import Glibc
import ServiceDesk
import Testing

@testable import OfflineStore

/// A process of its own is killed; what it had acknowledged must be there.
@Suite struct KillTests {
    /// Gives ratings and notes each acknowledged id with a plain write, then dies at a moment nobody chose.
    private static func giveAndDie(_ path: String, after count: Int) async {
        let store = StoreFixture.open(path)
        let note = Glibc.open(path + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<400 {
                group.addTask {
                    guard
                        let record = try? await store.outbox.enqueue(
                            .rating, payload: Samples.payload(number, length: 150 + number * 11 % 4_000),
                            at: Samples.noon
                        )
                    else { return }
                    let line = Array((record.id.text + "\n").utf8)
                    _ = Glibc.write(note, line, line.count)
                    if number >= count { kill(getpid(), SIGKILL) }
                }
            }
        }
    }

    @Test(arguments: [1, 40, 200])
    func `a killed process loses nothing that it had acknowledged`(count: Int) async throws {
        let fixture = StoreFixture()
        try StateDirectory(path: fixture.path).make()
        let path = fixture.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, count = count as Int] in
            await KillTests.giveAndDie(path, after: count)
        }
        let text = String(decoding: fixture.bytes("acknowledged"), as: UTF8.self)
        let acknowledged = Set(text.split(separator: "\n").map(String.init))
        #expect(!acknowledged.isEmpty)
        let store = fixture.open()
        let found = Set(try await store.outbox.records(in: .waiting).map(\.id.text))
        #expect(acknowledged.isSubset(of: found))
        #expect(!store.takeNotices().contains { $0.kind == .outboxRebuilt })
    }

    @Test func `a disk that takes no more bytes refuses the record and keeps those before`() async throws {
        let fixture = StoreFixture()
        let path = fixture.path
        await #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
            let store = StoreFixture.open(path)
            var kept: [RecordID] = []
            signal(SIGXFSZ, SIG_IGN)
            kept.append(try await store.outbox.enqueue(.rating, payload: [1], at: Samples.noon).id)
            KillTests.limitFiles(to: 60_000)
            var refused = 0
            for number in 0..<60 {
                do {
                    let payload = Samples.payload(number, length: 900)
                    kept.append(try await store.outbox.enqueue(.rating, payload: payload, at: Samples.noon).id)
                } catch is StoreError {
                    refused += 1
                }
            }
            KillTests.limitFiles(to: nil)
            let found = try await Set(store.outbox.records(in: nil).map(\.id))
            store.close()
            let later = try await Set(StoreFixture.open(path).outbox.records(in: nil).map(\.id))
            exit(refused > 0 && found == Set(kept) && later == found ? 0 : 1)
        }
    }

    /// Sets how long a file may grow; `nil` lets it grow again.
    private static func limitFiles(to bytes: rlim_t?) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(1), &limit)
        limit.rlim_cur = bytes ?? limit.rlim_max
        setrlimit(__rlimit_resource_t(1), &limit)
    }
}
