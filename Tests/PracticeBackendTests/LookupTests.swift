import BackendAPI
import FoundationEssentials
import NIOHTTP1
import PracticeBackend
import PublicServices
import Testing

@Suite struct LookupTests {
    @Test func `every sample dossier opens with each of its second factors`() async throws {
        try await PracticeWorld.with { world async throws in
            #expect(world.backend.samples.dossiers.map(\.name).count == SampleDossier.Name.allCases.count)
            for sample in world.backend.samples.dossiers {
                for factor in [SecondFactor.lastFour(sample.lastFour), .printedSecret(sample.printedSecret)] {
                    let answer = try await world.lookUp(sample.code, factor)
                    #expect(answer.status == 200)
                    #expect(try answer.body(DossierBody.self).status(for: sample.code) == sample.status)
                    #expect(answer.headers.first(name: HeaderName.cacheControl) == "no-store")
                }
            }
        }
    }

    @Test func `the code alone gives code and degree only`() async throws {
        try await PracticeWorld.with { world async throws in
            for sample in world.backend.samples.dossiers {
                let answer = try await world.lookUp(sample.code)
                #expect(answer.text == #"{"code":"\#(sample.code.text)","degree":"\#(sample.status.degree.rawValue)"}"#)
            }
        }
    }

    @Test func `unknown code, wrong factor and blocked are the same answer`() async throws {
        try await PracticeWorld.with { world async throws in
            let sample = try #require(world.backend.samples.dossier(.overdue))
            let unknown = try #require(DossierCode(stored: "H43.99-261123-9999"))
            let first = try await world.lookUp(unknown)
            var others = [try await world.lookUp(unknown, .lastFour("0000"))]
            others.append(try await world.lookUp(sample.code, .printedSecret("")))
            for _ in 1..<5 { others.append(try await world.lookUp(sample.code, .lastFour("9999"))) }
            others.append(try await world.lookUp(sample.code, .lastFour(sample.lastFour)))
            for answer in others {
                #expect(answer.status == 404)
                #expect(answer.text == first.text)
                #expect(names(answer) == names(first))
            }
            #expect(try await world.lookUp(sample.code).status == 200)
        }
    }

    @Test func `a blocked code opens again the day after`() async throws {
        let clock = TestClock(PracticeWorld.start)
        try await PracticeWorld.with({ $0.now = { clock.now } }) { world async throws in
            let sample = try #require(world.backend.samples.dossier(.onTime))
            for _ in 0..<5 { _ = try await world.lookUp(sample.code, .lastFour("9999")) }
            #expect(try await world.lookUp(sample.code, .lastFour(sample.lastFour)).status == 404)
            clock.advance(by: 86_401)
            #expect(try await world.lookUp(sample.code, .lastFour(sample.lastFour)).status == 200)
        }
    }

    @Test func `after too many vain look-ups nothing is answered for an hour`() async throws {
        let clock = TestClock(PracticeWorld.start)
        try await PracticeWorld.with({
            $0.now = { clock.now }
            $0.limits.perHour = 3
        }) { world async throws in
            let sample = try #require(world.backend.samples.dossier(.onTime))
            for number in 1...3 {
                let answer = try await world.post(BackendPath.paymentLookups, #"{"reference":"NONE00\#(number)"}"#)
                #expect(answer.problem == .notFound)
            }
            #expect(try await world.lookUp(sample.code).problem == .notFound)
            #expect(try await world.post(BackendPath.paymentLookups, #"{"reference":"MAU0001"}"#).status == 404)
            clock.advance(by: 3601)
            #expect(try await world.lookUp(sample.code).status == 200)
        }
    }

    @Test func `every sample payment is found, and no other`() async throws {
        try await PracticeWorld.with { world async throws in
            let samples = world.backend.samples.payments
            #expect(Set(samples.map(\.payment.outcome)) == Set(PaymentOutcome.allCases))
            for sample in samples {
                let json = #"{"reference":"\#(sample.reference.text)"}"#
                let answer = try await world.post(BackendPath.paymentLookups, json)
                #expect(try answer.body(PaymentBody.self).payment(for: sample.reference) == sample.payment)
                #expect(answer.headers.first(name: HeaderName.cacheControl) == "no-store")
            }
            for json in [#"{"reference":"MAU9999"}"#, #"{"reference":"ấ"}"#, #"{"reference":""}"#] {
                #expect(try await world.post(BackendPath.paymentLookups, json).problem == .notFound)
            }
        }
    }

    private func names(_ answer: PracticeWorld.Answer) -> [String] {
        answer.headers.map(\.name).sorted()
    }
}
