import FuzzSubjects
import KioskTestSupport
import Testing

@Suite
struct `Code that reads bytes from strangers` {
    private static let mutantsOfAnInput = 60

    @Test(arguments: FuzzSubject.allCases)
    func `holds its rules for every input kept`(subject: FuzzSubject) throws {
        let corpus = try FuzzFile.corpus(of: subject)
        #expect(corpus.count >= 5)
        for input in corpus { #expect(subject.finding(in: input) == nil, "\(String(decoding: input, as: UTF8.self))") }
    }

    @Test(arguments: FuzzSubject.allCases)
    func `holds its rules for inputs grown from them`(subject: FuzzSubject) throws {
        let corpus = try FuzzFile.corpus(of: subject)
        var mutator = Mutator(corpus: corpus, seed: 20_261_123)
        for _ in 0..<(corpus.count * Self.mutantsOfAnInput) {
            let mutant = mutator.next()
            #expect(subject.finding(in: mutant) == nil, "\(mutant)")
        }
    }
}

/// Small changes to known inputs: flipped bytes, cuts, repeats, two inputs joined.
struct Mutator {
    private let corpus: [[UInt8]]
    private var random: SeededGenerator

    init(corpus: [[UInt8]], seed: UInt64) {
        self.corpus = corpus
        random = SeededGenerator(seed: seed)
    }

    mutating func next() -> [UInt8] {
        var bytes = pick()
        for _ in 0..<Int.random(in: 1...4, using: &random) { change(&bytes) }
        return bytes
    }

    private mutating func pick() -> [UInt8] { corpus.randomElement(using: &random) ?? [] }

    private mutating func change(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return bytes = pick() }
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &random), at: place)
        case 3: bytes.removeSubrange(place...)
        case 4: bytes.insert(contentsOf: bytes[place...].prefix(12), at: place)
        default: bytes.append(contentsOf: pick().prefix(200))
        }
    }
}
