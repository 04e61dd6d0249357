import AccessPointDevices
import FoundationEssentials
import Glibc
import PublicServices
import ServiceDesk

/// Where the answers of a list go: standard output, or a file that a later round goes on with.
final class DossierListFile {
    private let path: String?
    private let isJSON: Bool
    private let streams: StandardStreams
    private var descriptor: Int32 = -1

    /// - Parameter path: `nil` is standard output.
    init(path: String?, isJSON: Bool, streams: StandardStreams) {
        self.path = path
        self.isJSON = isJSON
        self.streams = streams
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The codes that the file answers already; it is made when it is not there.
    ///
    /// The file holds codes and so belongs to its owner alone (mode 600).
    /// - Throws: `ConfigurationFault` when it is there and `resumes` was not said, or cannot be read or written.
    func open(resumes: Bool) throws -> Set<String> {
        guard let path else {
            if !isJSON { try streams.answer(CSVLine.text(Self.heading)) }
            return []
        }
        let held = try? String(contentsOfFile: path, encoding: .utf8)
        if held?.isEmpty == false, !resumes {
            throw ConfigurationFault(file: path, mend: "is there already; add --resume to go on with it")
        }
        descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw cannotWrite }
        // The last line may have been cut off in the middle: it stands for itself and its code is asked again.
        if let held, !held.isEmpty, !held.hasSuffix("\n") { try write("") }
        if held?.isEmpty ?? true, !isJSON { try write(CSVLine.text(Self.heading)) }
        return Set(held.map(Self.codes) ?? [])
    }

    /// Writes one answer; it is in the file when this returns.
    func add(_ code: DossierCode, _ answer: Answer<DossierStatus>, now: Date) throws {
        let report = DossierReport(code: code, answer: answer, now: now)
        let cells = [report.code, report.origin, report.asOf ?? "", report.degree?.rawValue ?? ""]
        try write(isJSON ? try JSONLine.text(report) : CSVLine.text(cells))
    }

    private static let heading = ["code", "origin", "asOf", "degree"]

    /// Whole lines only: a cut one has fewer cells, or is no JSON.
    private static func codes(in text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            if line.hasPrefix("{") { return try? JSONDecoder().decode(Held.self, from: Data(line.utf8)).code }
            let cells = CSVLine.cells(of: String(line))
            return cells.count == heading.count ? cells[0] : nil
        }
    }

    private struct Held: Decodable { var code: String }

    private var cannotWrite: ConfigurationFault {
        ConfigurationFault(file: path ?? "-", mend: "cannot be written: \(String(cString: strerror(errno)))")
    }

    private func write(_ line: String) throws {
        guard descriptor >= 0 else { return try streams.answer(line) }
        var bytes = Array((line + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw cannotWrite }
            bytes = bytes.dropFirst(count)
        }
    }
}
