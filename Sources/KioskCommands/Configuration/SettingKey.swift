/// Every setting of `kiosk.yaml`, with its type: the list that unknown keys are checked against.
enum SettingKey: String, CaseIterable {
    case backendKind = "backend.kind"
    case backendURL = "backend.url"
    case backendToken = "backend.token"
    case backendCAFile = "backend.caFile"
    case backendProxy = "backend.proxy"
    case clientCertificate = "backend.clientCertificate"
    case clientKey = "backend.clientKey"
    case groupID = "backend.groupId"
    case serverCode = "backend.serverCode"
    case siteSecret = "backend.siteSecret"
    case votingAgency = "backend.votingAgency"
    case votes = "backend.votes"
    case bundleURL = "bundle.url"
    case bundlePublicKey = "bundle.publicKey"
    case kioskID = "kiosk.id"
    case accessPoint = "kiosk.accessPoint"
    case provinceName = "province.name"
    case portal = "province.portal"
    case languageOrder = "languages.order"
    case guidesFirst = "guides.first"
    case idleSeconds = "visit.idleSeconds"
    case graceSeconds = "visit.graceSeconds"
    case savedHours = "lookup.savedHours"
    case syncEveryMinutes = "sync.everyMinutes"
    case printerDevice = "printer.device"
    case printerQueue = "printer.queue"
    case printerForm = "printer.form"
    case printerFont = "printer.font"
    case printerDots = "printer.dots"
    case printerScale = "printer.scale"
    case printerProgram = "printer.lp"
    case speechEngine = "speech.engine"
    case speechPace = "speech.wordsPerMinute"
    case speechClips = "speech.clips"
    case speechPlayer = "speech.player"
    case logLevel = "log.level"
    case metricsFile = "metrics.file"
    case heartbeatEveryMinutes = "heartbeat.everyMinutes"

    /// What a value must be.
    enum Kind: Equatable {
        case text
        case integer(ClosedRange<Int>)
        case list

        /// What an operator should write instead.
        var mend: String {
            switch self {
            case .text: "write text"
            case .integer(let range): "write a whole number from \(range.lowerBound) to \(range.upperBound)"
            case .list: "write a list, for example [vi, en]"
            }
        }
    }

    var kind: Kind {
        switch self {
        case .idleSeconds: .integer(60...600)
        case .graceSeconds: .integer(20...120)
        case .savedHours: .integer(0...168)
        case .syncEveryMinutes: .integer(5...1440)
        case .heartbeatEveryMinutes: .integer(0...1440)
        case .printerDots: .integer(64...2048)
        case .printerScale: .integer(1...4)
        case .speechPace: .integer(80...300)
        case .groupID: .integer(1...Int.max)
        case .languageOrder, .guidesFirst, .votes: .list
        default: .text
        }
    }

    var isSecret: Bool { self == .backendToken || self == .siteSecret }

    /// The known key most like a wrong one, for the message.
    static func nearest(to wrong: String) -> SettingKey? {
        allCases.min { distance($0.rawValue, wrong) < distance($1.rawValue, wrong) }
    }

    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.utf8)
        var row = Array(0...right.count)
        for (index, byte) in left.utf8.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let above = row[column + 1]
                let swap = diagonal + (byte == right[column] ? 0 : 1)
                row[column + 1] = min(swap, above + 1, row[column] + 1)
                diagonal = above
            }
        }
        return row[right.count]
    }
}
