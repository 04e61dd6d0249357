import FoundationEssentials
import KioskTestSupport
import PublicServices
import ServiceDesk
import Testing

struct LookupGuardTests {
    private let clock = ManualClock()
    private let ledger = MemoryLedger()

    private var admission: LookupGuard { LookupGuard(ledger: ledger, limits: LookupLimits(), clock: clock) }

    private func subject(_ number: Int) throws -> LookupSubject {
        .dossier(try Sample.code("H43.12-240823-\(1000 + number)"))
    }

    @Test func `five failures close a visit, and a new visit is open`() async throws {
        let visit = VisitLookups()
        let admission = admission
        for number in 0..<5 {
            #expect(await admission.admits(try subject(number), visit: visit))
            await admission.recordFailure(try subject(number), visit: visit)
        }
        #expect(await !admission.admits(try subject(9), visit: visit))
        #expect(await admission.admits(try subject(9), visit: VisitLookups()))
    }

    @Test func `twenty failures close the kiosk for an hour, also after a restart`() async throws {
        let first = admission
        for number in 0..<20 { await first.recordFailure(try subject(number), visit: VisitLookups()) }
        for guarding in [first, admission] {
            #expect(await !guarding.admits(try subject(30), visit: VisitLookups()))
        }
        clock.advance(by: .seconds(3599))
        #expect(await !admission.admits(try subject(30), visit: VisitLookups()))
        clock.advance(by: .seconds(2))
        for guarding in [first, admission] {
            #expect(await guarding.admits(try subject(30), visit: VisitLookups()))
        }
    }

    @Test func `five failures close a code for a day, and no other`() async throws {
        let first = admission
        for _ in 0..<5 { await first.recordFailure(try subject(1), visit: VisitLookups()) }
        clock.advance(by: .seconds(86_000))
        for guarding in [first, admission] {
            #expect(await !guarding.admits(try subject(1), visit: VisitLookups()))
            #expect(await guarding.admits(try subject(2), visit: VisitLookups()))
        }
        clock.advance(by: .seconds(500))
        for guarding in [first, admission] {
            #expect(await guarding.admits(try subject(1), visit: VisitLookups()))
        }
    }

    @Test func `a damaged ledger neither locks everybody out nor opens the way to guessing`() async throws {
        await ledger.set(StoreError(.damaged))
        let admission = admission
        #expect(await admission.admits(try subject(0), visit: VisitLookups()))
        for number in 0..<20 { await admission.recordFailure(try subject(number), visit: VisitLookups()) }
        #expect(await !admission.admits(try subject(30), visit: VisitLookups()))
        clock.advance(by: .seconds(3601))
        #expect(await admission.admits(try subject(30), visit: VisitLookups()))
    }

    @Test func `a clock set forward does not open the limits of this process`() async throws {
        let admission = admission
        for number in 0..<20 { await admission.recordFailure(try subject(number), visit: VisitLookups()) }
        clock.jump(by: 10 * 365 * 86_400)
        #expect(await !admission.admits(try subject(30), visit: VisitLookups()))
    }

    @Test func `a clock set back by years locks nobody out for years`() async throws {
        for number in 0..<20 { await admission.recordFailure(try subject(number), visit: VisitLookups()) }
        clock.jump(by: -10 * 365 * 86_400)
        #expect(await admission.admits(try subject(30), visit: VisitLookups()))
    }

    @Test func `a restart with a clock some hours slow does not open the limits`() async throws {
        for number in 0..<20 { await admission.recordFailure(try subject(number), visit: VisitLookups()) }
        clock.jump(by: -6 * 3600)
        #expect(await !admission.admits(try subject(30), visit: VisitLookups()))
    }

    @Test func `the pause grows with the failures of a visit, up to 8 s`() {
        #expect((-1...7).map { LookupLimits.pause(after: $0) } == [0, 0, 1, 2, 4, 8, 8, 8, 8].map { .seconds($0) })
    }
}
