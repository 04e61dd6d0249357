import FoundationEssentials
import KioskTestSupport
import ServiceDesk
import Testing

/// A backend to which a record posted twice is two records, as a site of OpenCPS.
struct ClaimTests {
    private let rig: DeliveryRig

    init() {
        var capabilities = BackendCapabilities()
        capabilities.recognisesRecords = false
        rig = DeliveryRig(capabilities: capabilities)
    }

    @Test func `a slow server has time to take a record before it is posted again, by whatever process`() async throws {
        let record = try await rig.give()[0]
        await rig.backend.next(.takeLate, for: .submit)
        #expect(await rig.delivery.deliver(record) == .kept)
        for _ in 0..<9 {
            rig.clock.advance(by: .seconds(5))
            #expect(await rig.restarted.deliverDue() == 0)
            await rig.delivery.deliverDue()
        }
        #expect(await rig.backend.count(.submit) == 1)
        await rig.backend.release()
        try await rig.drain(by: rig.restarted)
        #expect(await rig.backend.rows == [record.id])
        #expect(await rig.outbox.sentCount == 1)
    }

    @Test func `what was lost is asked for at once, and posted again when the claim has passed`() async throws {
        let record = try await rig.give()[0]
        await rig.backend.next(.fail(BackendError(.cannotConnect)), for: .submit)
        #expect(await rig.delivery.deliver(record) == .kept)
        await rig.delivery.deliverDue()
        #expect(await rig.backend.log.map(\.question) == [.submit, .reach, .receipt])
        rig.clock.advance(by: .seconds(59))
        await rig.delivery.deliverDue()
        #expect(await rig.backend.count(.submit) == 1)
        rig.clock.advance(by: .seconds(1))
        #expect(await rig.delivery.deliverDue() == 1)
        #expect(await rig.backend.rows == [record.id])
    }

    @Test func `a process that was killed after its claim leaves the record to the next`() async throws {
        let record = try await rig.give()[0]
        #expect(try await rig.outbox.claim(record, until: rig.clock.now.addingTimeInterval(60)))
        #expect(await rig.restarted.deliver(record) == .kept)
        rig.clock.advance(by: .seconds(59))
        #expect(await rig.restarted.deliverDue() == 0)
        #expect(await rig.backend.count(.submit) == 0)
        rig.clock.advance(by: .seconds(1))
        #expect(await rig.restarted.deliverDue() == 1)
        #expect(await rig.backend.rows == [record.id])
    }

    @Test func `what another process is posting is not posted, though an operator makes it due`() async throws {
        let record = try await rig.give()[0]
        await rig.backend.next(.hangDeaf, for: .submit)
        async let first = rig.delivery.deliver(record)
        await rig.backend.until(.submit, asked: 1)
        try await rig.outbox.retry(nil, at: rig.clock.now)
        #expect(await rig.restarted.deliverDue() == 0)
        await rig.backend.release()
        #expect(await first == .sent(receiptNumber: "R1"))
        #expect(await rig.backend.rows == [record.id])
        #expect(await rig.outbox.sentCount == 1)
    }

    @Test func `two processes that deliver at once make one row of each record`() async throws {
        let records = try await rig.give(300)
        let other = rig.restarted
        async let first = rig.delivery.deliverDue()
        async let second = other.deliverDue()
        // One may find at the backend what the other has posted; both may say that it was sent.
        #expect(await first + second >= 300)
        #expect(await rig.backend.rows.sorted() == records.map(\.id).sorted())
    }

    @Test func `a record that cannot be claimed is not posted`() async throws {
        let record = try await rig.give()[0]
        await rig.outbox.set(StoreError(.full), for: .claim)
        #expect(await rig.delivery.deliver(record) == .kept)
        #expect(await rig.backend.log.isEmpty)
        await rig.outbox.set(nil)
        try await rig.drain(by: rig.delivery)
        #expect(await rig.backend.rows == [record.id])
    }

    @Test(arguments: [-10, 10])
    func `a claim ends although the wall clock was set`(years: Int) async throws {
        let record = try await rig.give()[0]
        #expect(try await rig.outbox.claim(record, until: rig.clock.now.addingTimeInterval(60)))
        rig.clock.jump(by: Double(years) * 365 * 86_400)
        await rig.restarted.deliverDue()
        if years < 0 { #expect(await rig.backend.rows.isEmpty) }
        rig.clock.advance(by: .seconds(60))
        await rig.restarted.deliverDue()
        #expect(await rig.backend.rows == [record.id])
    }

    @Test func `a backend that recognises records costs no claim`() async throws {
        let rig = DeliveryRig()
        let record = try await rig.give()[0]
        await rig.outbox.set(StoreError(.full), for: .claim)
        #expect(await rig.delivery.deliver(record) == .sent(receiptNumber: "R1"))
    }
}
