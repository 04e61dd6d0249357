import FoundationEssentials
import Logging
import PublicServices
import ServiceDesk
import Testing

@testable import OfflineStore

/// A state directory of its own for one test, removed at the end.
final class StoreFixture {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.path + "/kiosk-store-\(UInt64.random(in: 0 ... .max))"
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open(_ adjust: (inout StoreOptions) -> Void = { _ in }) -> KioskStore {
        Self.open(path, adjust)
    }

    static func open(_ path: String, _ adjust: (inout StoreOptions) -> Void = { _ in }) -> KioskStore {
        var options = StoreOptions(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        options.patience = .seconds(2)
        adjust(&options)
        return KioskStore.open(directory: path, options: options)
    }

    var names: [String] { StateDirectory(path: path).names() }

    func bytes(_ name: String) -> [UInt8] { StateDirectory(path: path).bytes(of: name) ?? [] }

    /// Puts bytes under a name without any care.
    func put(_ bytes: [UInt8], _ name: String) throws {
        try StateDirectory(path: path).make()
        try? FileManager.default.removeItem(atPath: path + "/" + name)
        try Data(bytes).write(to: URL(filePath: path + "/" + name))
    }

    /// Copies the files of another fixture, as a power cut would leave them.
    func copy(_ names: [String], from other: StoreFixture) throws {
        for name in names where other.names.contains(name) { try put(other.bytes(name), name) }
    }
}

/// Numbers that are the same in every run (SplitMix64).
struct FixedNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

enum Samples {
    static let noon = Date(timeIntervalSince1970: 1_795_000_000)

    static func payload(_ number: Int, length: Int = 200) -> [UInt8] {
        let text = "{\"rating\":\(number),\"comment\":\""
        let filler = (0..<max(0, length - text.utf8.count - 2)).map { UInt8(97 + ($0 * 7 + number) % 26) }
        return Array(text.utf8) + filler + Array("\"}".utf8)
    }

    static func code(_ number: Int) throws -> ProcedureCode {
        let digits = String(number)
        return try #require(ProcedureCode("1." + String(repeating: "0", count: 6 - digits.count) + digits))
    }

    static func procedure(_ number: Int, name: String? = nil) throws -> Procedure {
        let code = try code(number)
        var procedure = Procedure(code: code, name: name ?? "Thủ tục số \(number)")
        procedure.field = number % 3 == 0 ? "Hộ tịch" : "Đất đai"
        procedure.levels = number % 2 == 0 ? [.province, .commune] : [.district]
        procedure.agency = "Ủy ban nhân dân"
        procedure.fee = "\(number * 1000) đồng"
        procedure.serviceLevel = number % 4 == 0 ? .full : nil
        procedure.steps = ["Nộp hồ sơ", "Nhận kết quả"]
        return procedure
    }
}

extension SQLiteCatalogue {
    /// Replaces the catalogue by these procedures; the index is the list of codes.
    func replace(with procedures: [Procedure], version: String, at instant: Date = Samples.noon) async throws {
        try await beginReplacement()
        try await stage(procedures)
        try await commit(version, at: instant)
    }

    func commit(_ version: String, at instant: Date = Samples.noon) async throws {
        let header = CatalogueHeader(
            version: CatalogueVersion(version), confirmedAt: instant, count: 0, source: "thử nghiệm"
        )
        try await commitReplacement(header) { each in
            var bytes: [UInt8] = []
            try each { bytes += Array($0.code.text.utf8) + [10] }
            return bytes
        }
    }
}
