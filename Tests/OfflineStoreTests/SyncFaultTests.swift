import FoundationEssentials
import Glibc
import ServiceDesk
import Synchronization
import Testing

@testable import OfflineStore

/// Stands in front of the system's `fdatasync`, which SQLite calls: fails when it is told to, else syncs for real.
@c(fdatasync)
func faultyDataSync(_ descriptor: Int32) -> Int32 {
    SyncFault.calls.add(1, ordering: .relaxed)
    guard SyncFault.failing.load(ordering: .relaxed) else { return fsync(descriptor) }
    errno = EIO
    return -1
}

enum SyncFault {
    static let failing = Atomic(false)
    static let calls = Atomic(0)

    /// Whether SQLite calls the function above: only where the test bundle exports it (see `Package.swift`).
    static var isInFront: Bool {
        let ours: @convention(c) (Int32) -> Int32 = faultyDataSync
        return dlsym(nil, "fdatasync") == unsafeBitCast(ours, to: UnsafeMutableRawPointer.self)
    }
}

@Suite(.enabled(if: SyncFault.isInFront)) struct SyncFaultTests {
    @Test func `a rating whose sync fails is not acknowledged and not kept, and the next one is`() async throws {
        let fixture = StoreFixture()
        let path = fixture.path
        // In a process of its own: the fault is for the whole process.
        await #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
            let store = StoreFixture.open(path)
            let first = try await store.outbox.enqueue(.rating, payload: [1], at: Samples.noon)
            let calls = SyncFault.calls.load(ordering: .relaxed)
            SyncFault.failing.store(true, ordering: .relaxed)
            let refused = try? await store.outbox.enqueue(.rating, payload: [2], at: Samples.noon)
            SyncFault.failing.store(false, ordering: .relaxed)
            let third = try await store.outbox.enqueue(.rating, payload: [3], at: Samples.noon)
            let kept = try await store.outbox.records(in: .waiting).map(\.id)
            store.close()
            let later = try await StoreFixture.open(path).outbox.records(in: .waiting).map(\.id)
            let isRight = refused == nil && Set(kept) == [first.id, third.id] && Set(later) == Set(kept)
            exit(calls > 0 && isRight ? 0 : calls == 0 ? 2 : 1)
        }
    }

    @Test func `every record given is synced before it is acknowledged`() async throws {
        let fixture = StoreFixture()
        let path = fixture.path
        await #expect(processExitsWith: .exitCode(0)) { [path = path as String] in
            let outbox = StoreFixture.open(path).outbox
            _ = try await outbox.enqueue(.rating, payload: [0], at: Samples.noon)
            for number in 0..<20 {
                let before = SyncFault.calls.load(ordering: .relaxed)
                _ = try await outbox.enqueue(.rating, payload: [UInt8(number)], at: Samples.noon)
                guard SyncFault.calls.load(ordering: .relaxed) > before else { exit(1) }
            }
            exit(0)
        }
    }
}
