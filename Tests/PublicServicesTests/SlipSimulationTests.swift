import Testing

@testable import PublicServices

struct SlipSimulationTests {
    @Test func `the read-back stops every one of 10,000 one-digit slips of a citizen who answers truthfully`() throws {
        let simulation = SlipSimulation(
            dossiersPerDay: 50, calendar: try HolidayFile.calendar(), today: try day("2024-12-31")
        )
        var random = Seeded(10_000)
        var stoppedByDate = 0
        var strangers = 0
        for _ in 0..<10_000 {
            let slip = simulation.slip(&random)
            #expect(slip.typed != slip.meant)
            strangers += slip.isStrangers ? 1 : 0
            guard slip.reading.code != nil else {
                stoppedByDate += 1
                continue
            }
            let paper = try #require(DossierCode(stored: slip.meant)?.parts)
            let onPaper = [paper.organisation, paper.receivedOn.written, paper.number]
            #expect(slip.readBack != onPaper, "\(slip.typed) reads back like \(slip.meant)")
        }
        // The danger is real, or the test would prove nothing: about a quarter name somebody's dossier.
        #expect((2000...3300).contains(strangers), "\(strangers)")
        #expect(stoppedByDate > 1000, "\(stoppedByDate)")
        print(
            "one-digit slips: \(strangers) of 10,000 name a stranger's dossier, \(stoppedByDate) have no possible date")
    }
}
