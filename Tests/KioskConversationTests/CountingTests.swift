import KioskTestSupport
import OfflineStore
import PracticeBackend
import PublicServices
import ServiceDesk
import Testing

@testable import KioskConversation

/// What visits leave behind in the counters, and what they never leave in counters and log.
@Suite struct CountingTests {
    private func report(_ stage: Stage) async throws -> UsageReport {
        await stage.usage.flush()
        let day = VietnamTime.day(of: stage.clock.now)
        let period = try #require(ReportPeriod(first: day.adding(days: -1), last: day))
        return UsageReport(try await stage.store.usage.record(from: period.first, to: period.last), period: period)
    }

    @Test func `a visit counts what it came to`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            _ = try await stage.visit(["1", "khai sinh", "1", "0", "1", "qzxqzx wqzx", "0", "0"])
            _ = try await stage.visit(["2", .line(code), "1", "1003", "0", "3", "MAU0002", "0", "0"])
            _ = try await stage.visit([.endOfInput], startsAfterCrash: true)
            let report = try await report(stage)
            #expect(report.count(.visitsBegun) == 4)
            #expect(report.count(.visitsAnswered) == 2)
            #expect(report.count(.visitsEnded, "finished") == 2)
            #expect(report.count(.visitsEnded, "closed") == 1)
            #expect(report.count(.visitsEnded, "cutOff") == 1)
            #expect(report.count(.searches, "found") == 1)
            #expect(report.count(.searches, "nothing") + report.count(.searches, "outOfScope") == 1)
            #expect(report.count(.dossier, .found) == 1)
            #expect(report.count(.payment, .found) == 1)
            #expect(report.answerTimes("dossier").reduce(0, +) == 1)
        }
    }

    @Test func `an answer from memory and none at all are told apart, and so is a code that is not there`() async throws
    {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            _ = try await stage.visit(["2", .line(code), "1", "1003", "0", "0"])
            _ = try await stage.visit(["2", "H43.12-200101-9999", "1", "1", "0", "0"])
            await stage.stopBackend()
            stage.clock.pass(.seconds(2 * 3600))
            _ = try await stage.visit(["2", .line(code), "1", "1", "0", "0"])
            _ = try await stage.visit(["2", .line(try stage.code(.overdue)), "1", "1", "0", "0"])
            let report = try await report(stage)
            #expect(report.count(.dossier, .found) == 1)
            #expect(report.count(.dossier, .notFound) == 1)
            #expect(report.count(.dossier, .offlineKnown) == 1)
            #expect(report.count(.dossier, .offlineUnknown) == 1)
            #expect(report.count(.savedAnswers, "upToSixHours") == 1)
        }
    }

    @Test func `a rating counts for the month, with nothing about the visit`() async throws {
        try await Stage.play { stage in
            for answer in ["1", "1", "2"] { _ = try await stage.visit(["4", .line(answer), "1", "1", "0"]) }
            let report = try await report(stage)
            #expect(report.satisfaction.tally.ratings == 3)
            #expect(report.given(.rating) == 3)
            #expect(report.satisfaction.disclosure == .shown)
            #expect(report.offices.map(\.name) == [.service])
        }
    }

    @Test func `a rating of a dossier counts for the organisation in its code`() async throws {
        try await Stage.play { stage in
            let code = try stage.code(.onTime)
            let organisation = String(code.prefix { $0 != "-" })
            let play = try await stage.visit(["2", .line(code), "1", "1", "2", "1", "1", "1", "0", "0"])
            let office = try #require(try await report(stage).offices.first?.name, "\(play.text)")
            #expect(office.organisation == organisation && office.level == nil)
        }
    }

    @Test func `words that found nothing are told from the third visit on, without the name beside them`() async throws
    {
        try await Stage.play { stage in
            for visit in 1...4 {
                // Beside a number a word that nobody knows may be a name: it does not count.
                let words = visit == 2 ? "qzxqzx wqzx 0912345678" : "qzxqzx wqzx"
                _ = try await stage.visit(["1", .line(words), "0", "0"])
                #expect(try await report(stage).words.isEmpty == (visit < 4))
            }
            #expect(try await report(stage).words.map(\.words) == ["qzxqzx wqzx"])
        }
    }

    @Test func `no code, reference, factor, name or typed word reaches the log by any way of looking up`() async throws
    {
        try await Stage.play { stage in
            let known = [try stage.code(.onTime), try stage.code(.overdue)]
            let secrets = ["H43.12-230517-7391", "MAUSECRET771", "8642", "Trần Thị Bí Mật", "0987612345"]
            let script: [ScriptedConsole.Input] = [
                "2", .line(known[0]), "1", "1003", "0",
                "2", .line(known[1]), "1", "8642", "0",
                "2", .line(secrets[0]), "1", "8642", "0",
                "3", .line(secrets[1]), "0",
                "1", .line("\(secrets[3]) \(secrets[4])"), "0", "0",
            ]
            _ = try await stage.visit(script)
            for kind in FaultKind.allCases where kind != .slow {
                stage.backend.faults.set([Fault(kind)])
                _ = try await stage.visit(script)
            }
            stage.backend.faults.clear()
            await stage.stopBackend()
            _ = try await stage.visit(script)
            await stage.usage.flush()
            // Without the keyed hashes, in which any four digits may stand by chance.
            let log = stage.log.lines.joined(separator: "\n").replacing(/subject=[0-9a-f]+/, with: "")
            #expect(log.contains("backend not answering"))
            for secret in secrets + known { #expect(!log.contains(secret), "\(secret)") }
            #expect(!log.contains("Bí Mật") && !log.contains("7391"))
        }
    }
}
