import KioskTestSupport
import PublicServices
import ServiceDesk
import Testing

/// One-digit slips of citizens who do not even read the read-back: what the desk shows them of strangers.
struct StrangerTests {
    /// 50 dossiers on each of 250 days, each with four digits of its own.
    private struct Office {
        var factors: [DossierCode: String] = [:]
        var codes: [DossierCode] = []

        init(_ random: inout SeededGenerator) throws {
            for day in 0..<250 {
                let date = "24\(Self.padded(day / 28 + 1, 2))\(Self.padded(day % 28 + 1, 2))"
                for number in 1...50 {
                    let code = try Sample.code("H43.12-\(date)-\(Self.padded(number, 4))")
                    factors[code] = Self.padded(Int.random(in: 0...9999, using: &random), 4)
                    codes.append(code)
                }
            }
        }

        static func padded(_ number: Int, _ length: Int) -> String {
            let digits = "\(number)"
            return String(repeating: "0", count: length - digits.count) + digits
        }
    }

    /// Another digit in one of the last ten places.
    private func slip(_ text: String, _ random: inout SeededGenerator) -> String {
        var characters = Array(text)
        let places = characters.indices.suffix(11).filter { characters[$0].isNumber }
        let place = places.randomElement(using: &random) ?? places[0]
        characters[place] = "0123456789".filter { $0 != characters[place] }.randomElement(using: &random) ?? "0"
        return String(characters)
    }

    @Test func `10,000 slips show nothing of a stranger's dossier beyond its degree`() async throws {
        var random = SeededGenerator(seed: 4)
        let office = try Office(&random)
        let backend = ScriptedBackend()
        for code in office.codes {
            let detail = DossierDetail(state: .processing, procedureName: "Của \(code.text)", agency: "UBND xã")
            await backend.add(
                DossierStatus(code: code, degree: .inProgress, detail: detail),
                secondFactor: .lastFour(office.factors[code] ?? "")
            )
        }
        var limits = LookupLimits()
        // The limits would hide what this test looks at.
        (limits.failuresPerVisit, limits.failuresPerHour, limits.failuresPerCodeAndDay) = (.max, .max, .max)
        var (strangers, withDegree, refused, coincidences, withDetail) = (0, 0, 0, 0, 0)
        for _ in 0..<10_000 {
            let mine = try #require(office.codes.randomElement(using: &random))
            let typed = slip(mine.text, &random)
            guard let code = DossierCode(stored: typed), let theirs = office.factors[code] else { continue }
            strangers += 1
            let clock = ManualClock()
            let admission = LookupGuard(ledger: MemoryLedger(), limits: limits, clock: clock)
            let desk = LookupDesk(
                backend: backend, cache: MemoryCache(), admission: admission, clock: clock, refusalStep: .zero,
                logger: Sample.logger
            )
            let alone = await desk.dossier(code, secondFactor: nil, visit: VisitLookups())
            withDegree += alone.value == nil ? 0 : 1
            #expect(alone.value?.detail == nil)
            let factor = office.factors[mine] ?? ""
            let full = await desk.dossier(code, secondFactor: .lastFour(factor), visit: VisitLookups())
            refused += full == .notFound ? 1 : 0
            withDetail += full.value?.detail == nil ? 0 : 1
            coincidences += factor == theirs ? 1 : 0
        }
        print(
            """
            10,000 slips, read-back ignored: \(strangers) name a stranger's dossier; with the code alone \(withDegree) \
            show its degree; with the citizen's own four digits \(refused) are refused, \(withDetail) show more \
            (four equal digits: \(coincidences))
            """)
        #expect((1_500...3_500).contains(strangers))
        #expect(withDetail == coincidences)
        // Four digits are equal by chance once in ten thousand; the read-back stands before it.
        #expect(coincidences <= 2)
    }
}
