import ProcedureFinder
import PublicServices
import Yams

/// A guide without faults can be walked to an outcome by always answering "I don't know" or the first option.
enum GuideRules {
    /// YAML nests without bound and the parser recurses; the kiosk's own files are far smaller.
    private static let longest = 20_000

    static func finding(in bytes: [UInt8]) -> String? {
        guard bytes.count <= longest, deepestIndicators(bytes) <= 200 else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let guide = try? YAMLDecoder().decode(Guide.self, from: text) else { return nil }
        guard guide.faults(knownCodes: nil).isEmpty else { return nil }
        return walkFinding(guide)
    }

    private static func walkFinding(_ guide: Guide) -> String? {
        guard let today = CalendarDay(year: 2026, month: 1, day: 15) else { return "no such day" }
        var walk = GuideWalk(guide, today: today)
        for _ in 0...Guide.mostQuestions {
            guard case .question = walk.current else { break }
            do { try walk.answer(.unknown) } catch { return "\"I don't know\" was refused" }
        }
        guard case .outcome = walk.current else { return "a guide without faults leads nowhere" }
        return nil
    }

    private static func deepestIndicators(_ bytes: [UInt8]) -> Int {
        bytes.count { "[{-?:&*".utf8.contains($0) }
    }
}
