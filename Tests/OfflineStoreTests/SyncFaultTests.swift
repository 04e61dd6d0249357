import FoundationEssentials
import Glibc
import ServiceDesk
import Synchronization
import Testing

@testable import OfflineStore

/// Stand in front of the system's functions, which SQLite and the store call: fail when told to, else sync for real.
@c(fdatasync) func faultyDataSync(_ descriptor: Int32) -> Int32 {
    SyncFault.fails(descriptor) ? -1 : SyncFault.dataSync(descriptor)
}

@c(fsync) func faultySync(_ descriptor: Int32) -> Int32 {
    SyncFault.fails(descriptor) ? -1 : SyncFault.sync(descriptor)
}

enum SyncFault {
    typealias Function = @convention(c) (Int32) -> Int32

    static let failing = Atomic(false)
    static let calls = Atomic(0)
    /// The one call that fails, counted from one; 0 means none.
    static let failingCall = Atomic(0)

    /// The failing call was about a directory.
    static let hitDirectory = Atomic(false)

    fileprivate static let sync = system("fsync")
    fileprivate static let dataSync = system("fdatasync")

    /// Whether SQLite calls the functions above: only where the test bundle exports them (see `Package.swift`).
    static var isInFront: Bool {
        let ours: Function = faultyDataSync
        return dlsym(nil, "fdatasync") == unsafeBitCast(ours, to: UnsafeMutableRawPointer.self)
    }

    fileprivate static func fails(_ descriptor: Int32) -> Bool {
        let call = calls.add(1, ordering: .relaxed).newValue
        guard failing.load(ordering: .relaxed) || failingCall.load(ordering: .relaxed) == call else { return false }
        var facts = stat()
        if fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR {
            hitDirectory.store(true, ordering: .relaxed)
        }
        errno = EIO
        return true
    }

    /// The C library's own function, which every Linux has; RTLD_NEXT is the pointer of all ones (dlsym(3)).
    private static func system(_ name: String) -> Function {
        unsafeBitCast(dlsym(UnsafeMutableRawPointer(bitPattern: -1), name), to: Function.self)
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

    /// Making the directory, the file, its log and the first record each sync; whichever fails, nothing is acknowledged.
    @Test(arguments: 1...12)
    func `a store whose making cannot be synced acknowledges nothing, and does once it can`(call: Int) async throws {
        let fixture = StoreFixture()
        let path = fixture.path
        await #expect(processExitsWith: .exitCode(0)) { [path = path as String, call = call as Int] in
            let store = StoreFixture.open(path)
            let start = SyncFault.calls.load(ordering: .relaxed)
            SyncFault.failingCall.store(start + call, ordering: .relaxed)
            let first = try? await store.outbox.enqueue(.rating, payload: [1], at: Samples.noon)
            let wasHit = SyncFault.calls.load(ordering: .relaxed) >= start + call
            SyncFault.failingCall.store(0, ordering: .relaxed)
            // A fault behind the last sync of the first record hits nobody. SQLite does not mind a failing sync of the
            // directory behind a new log; the store has synced it itself before.
            let mayPass = !wasHit || SyncFault.hitDirectory.load(ordering: .relaxed)
            guard first == nil || mayPass else { exit(1) }
            let second = try await store.outbox.enqueue(.rating, payload: [2], at: Samples.noon)
            store.close()
            let later = try await StoreFixture.open(path).outbox.records(in: .waiting).map(\.id)
            exit(Set(later) == Set([first?.id, second.id].compactMap { $0 }) ? 0 : 2)
        }
    }
}
