import Dispatch

/// A random generator that gives the same numbers on every machine.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The 134 letters of Vietnamese beyond ASCII, composed.
let vietnameseLetters: String = {
    let lower = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    return lower + lower.uppercased()
}()

/// A Vietnamese letter taken apart into its base and marks (NFD), without Foundation.
func decomposition(_ letter: Character) -> String {
    let tones: [Unicode.Scalar] = ["\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"]
    let shapes: [Unicode.Scalar] = ["\u{302}", "\u{306}", "\u{31B}"]
    for base in "aeiouyAEIOUY".unicodeScalars {
        for shape in [nil] + shapes.map(Optional.some) {
            for tone in [nil] + tones.map(Optional.some) {
                var scalars = String.UnicodeScalarView([base])
                scalars.append(contentsOf: [shape, tone].compactMap { $0 })
                // Character equality is canonical: the composed and the taken-apart letter are equal.
                if Character(String(scalars)) == letter { return String(scalars) }
            }
        }
    }
    return String(letter)
}

/// Does blocking work where it keeps no task from running: the tasks' own threads are few.
func offTheTaskThreads<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "blocking").async { continuation.resume(with: Result { try work() }) }
    }
}
