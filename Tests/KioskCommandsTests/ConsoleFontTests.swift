import Foundation
import Testing
import VietnameseText

/// The check of console fonts (`kiosk-config/console/check`).
@Suite struct ConsoleFontTests {
    private static let folder = "/usr/share/consolefonts"
    private static let hasFonts =
        ["/usr/bin/psfgettable", "\(folder)/Vietnamese-Fixed16.psf.gz"].allSatisfy(FileManager.default.fileExists)

    /// Waits on a thread of its own: the test's own are few.
    private func check(_ font: String) async throws -> (status: Int32, output: String) {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "console-font").async {
                continuation.resume(with: Result { try Self.runCheck(font) })
            }
        }
    }

    private static func runCheck(_ font: String) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: Repository.path("kiosk-config/console/check"))
        process.arguments = [font]
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test func `the check asks for every Vietnamese letter that ASCII lacks`() throws {
        let script = try String(contentsOfFile: Repository.path("kiosk-config/console/check"), encoding: .utf8)
        let list = script.split(separator: "letters='")[1].prefix { $0 != "'" }
        let letters = list.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(letters.count == 134)
        #expect(Set(letters).count == 134)
        for letter in letters {
            #expect(letter.unicodeScalars.count == 1)
            #expect(Fold.foldedString(letter).utf8.count == 1, "\(letter)")
        }
    }

    @Test(.enabled(if: hasFonts), arguments: [13, 15, 16, 18])
    func `the fonts the set-up offers hold every letter`(_ size: Int) async throws {
        let (status, output) = try await check("\(Self.folder)/Vietnamese-Fixed\(size).psf.gz")
        #expect(status == 0)
        #expect(output.contains("holds all 138 letters and signs"))
    }

    @Test(.enabled(if: hasFonts)) func `a font that lacks letters, and a file that is none, are told`() async throws {
        let lacking = try await check("\(Self.folder)/Vietnamese-Terminus16.psf.gz")
        #expect(lacking.status == 1)
        #expect(lacking.output.contains("82 missing: ả"))
        #expect(try await check("/etc/hostname").status == 2)
    }
}
