import KioskTestSupport
import OfflineStore
import PracticeBackend
import ServiceDesk
import Testing

@testable import KioskConversation

/// The backend goes away in the middle; an answer always comes.
@Suite struct OfflineTests {
    @Test func `every job still answers when the backend is away`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            let before = try await stage.visit(["2", .line(code), "1", "1003", "0", "3", "MAU0002", "0", "0"])
            #expect(before.faults.isEmpty)
            await stage.stopBackend()
            stage.clock.pass(.seconds(3 * 3600))
            let play = try await stage.visit([
                "1", "khai sinh", "1", "1", "1", "0",
                "2", .line(code), "1", "1003", "0",
                "2", .line(try stage.code(.overdue)), "1", "1", "1", "0",
                "3", "MAU0002", "0", "3", "MAU0001", "1", "0", "0",
            ])
            expect(play, isTranscript: "offline")
        }
    }

    @Test func `a rating given offline is kept and delivered when the backend is back`() async throws {
        try await Stage.play { stage in
            stage.backend.faults.set([Fault(.dropRequest)])
            expect(try await stage.visit(["4", "1", "1", "1", "0"]), isTranscript: "rating-kept")
            #expect(try await stage.backend.records().isEmpty)
            stage.backend.faults.clear()
            stage.clock.pass(.seconds(600))
            await stage.delivery.deliverDue()
            #expect(try await stage.backend.records().count == 1)
            #expect(try await stage.store.outbox.counts().waiting == 0)
        }
    }

    @Test func `a dossier seen more than a day ago is not shown from memory`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            _ = try await stage.visit(["2", .line(code), "1", "1", "0", "0"])
            await stage.stopBackend()
            stage.clock.pass(.seconds(25 * 3600))
            let play = try await stage.visit(["2", .line(code), "1", "1", "0", "0"])
            #expect(play.text.contains("HIỆN CHƯA HỎI ĐƯỢC"))
            #expect(!play.text.contains("ĐANG GIẢI QUYẾT"))
        }
    }
}
