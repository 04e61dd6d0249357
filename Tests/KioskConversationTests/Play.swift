import BackendClient
import FoundationEssentials
import KioskConversation
import Logging
import PracticeBackend
import ProcedureFinder
import PublicServices
import ServiceDesk
import Yams

/// What every play shares: the day, the place, the catalogue, the languages.
enum Play {
    /// A backend on this machine, with long deadlines: a loaded machine is no fault.
    static func backend(at address: BackendAddress) -> BackendSettings {
        var settings = BackendSettings(address: address, kioskID: "mau-1")
        settings.deadlines.connect = .seconds(30)
        settings.deadlines.answer = .seconds(120)
        settings.deadlines.silence = .seconds(120)
        return settings
    }

    /// Monday, 23 November 2026, 09:00 in Việt Nam.
    static let morning = Date(timeIntervalSince1970: 1_795_399_200)
    static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    struct Missing: Error {}

    static func found<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Missing() }
        return value
    }

    /// The folder of the repository's content.
    static func configuration(_ file: String = #filePath) -> String {
        file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
            + "/kiosk-config"
    }

    static func pack(_ tag: String) throws -> LanguagePack {
        let text = try String(contentsOfFile: "\(configuration())/languages/\(tag).yaml", encoding: .utf8)
        return try YAMLDecoder().decode(LanguagePack.self, from: text)
    }

    /// Every pack in the folder.
    static func shippedTags() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(configuration())/languages")
            .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    static func languages(first: String = "vi") throws -> Languages {
        let packs = [try pack("vi"), try pack("en")]
        return try found(Languages(packs: first == "vi" ? packs : packs.reversed()))
    }

    static let place = AccessPoint(
        id: "mau-1",
        name: "Điểm truy cập mẫu",
        desk: Desk(name: "Bộ phận Một cửa (mẫu)", phone: "0000 000 001", hours: "giờ ghi tại quầy", isSample: true),
        hotline: Desk(
            name: "Tổng đài dịch vụ công của tỉnh (mẫu)", phone: "0000 000 000", hours: "giờ hành chính",
            isSample: true
        )
    )

    static func settings(samples: PracticeSamples) -> VisitSettings {
        var settings = VisitSettings(
            province: "MẪU",
            organisations: ["H43.12": "Đơn vị mẫu số 12", "H43.15.07": "Công an xã Mẫu (dữ liệu mẫu)"]
        )
        settings.practiceDossiers = [samples.dossier(.missingPapers)?.code.text].compactMap { $0 }
        settings.practicePayments = [samples.payment(.paid)?.reference.text].compactMap { $0 }
        settings.guides = { [PlayGuide.birth] }
        return settings
    }

    static func desk(
        catalogue: CatalogueDesk,
        backend: any ProvincialBackend,
        cache: any AnswerCache,
        ledger: any LookupLedger,
        outbox: any Outbox,
        delivery: OutboxDelivery,
        clock: any KioskClock,
        usage: UsageBook? = nil,
        logger: Logger = Play.logger
    ) -> ServiceDesk {
        let admission = LookupGuard(ledger: ledger, limits: LookupLimits(), clock: clock)
        return ServiceDesk(
            catalogue: catalogue,
            lookups: LookupDesk(
                backend: backend, cache: cache, admission: admission, clock: clock, refusalStep: .zero,
                payees: { [PayeeAccount(bank: VietQRPayload.sampleBank, account: VietQRPayload.sampleAccount)] },
                usage: usage,
                logger: logger
            ),
            giving: GivingDesk(outbox: outbox, delivery: delivery, clock: clock, usage: usage),
            survey: survey,
            accessPoint: place,
            clock: clock,
            isPractice: true,
            usage: usage
        )
    }

    /// Random references stand as `######`.
    static func masked(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            for start in ["Mã số: ", "Reference: "] where line.hasPrefix(start) {
                let rest = line.dropFirst(start.count)
                if rest.utf8.count == 6, rest.utf8.allSatisfy(isHexadecimal) { return start + "######" }
            }
            return maskedReceipt(line)
        }.joined(separator: "\n")
    }

    private static func maskedReceipt(_ line: Substring) -> String {
        for start in ["(mã nhận ", "(receipt "] {
            guard let range = range(of: start, in: line) else { continue }
            let end = line[range...].firstIndex(of: ")") ?? line.endIndex
            return line[..<range] + "######" + line[end...]
        }
        return String(line)
    }

    /// Where `text` ends in `line`.
    private static func range(of text: String, in line: Substring) -> Substring.Index? {
        line.indices.first { line[$0...].hasPrefix(text) }.map { line.index($0, offsetBy: text.count) }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte)
    }
}
