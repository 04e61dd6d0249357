import FoundationEssentials
import KioskConversation
import ProcedureFinder
import PublicServices
import ServiceDesk

/// The files an operator or editor writes: each read for itself, so that one fault hides no other.
struct ContentChecks {
    let files: ConfigFiles
    let settings: Settings
    let clock: any KioskClock

    var list: [Check] {
        [languages, survey, accessPoint] + [
            file("accounts") {
                let count = try files.payees(isPractice: settings.isPractice).count
                return count == 0
                    ? .look(
                        "no account stands in payees, so no bill shows its QR code", .kiosk,
                        do: "write the treasury's accounts into access-points.yaml, or leave it so")
                    : .ok("bills may be paid to \(count) account\(count == 1 ? "" : "s")")
            },
            file("dossier-states") {
                _ = try files.localStates()
                return .ok("the province's words for states are understood")
            },
            file("holidays", needs: ["wall-clock"]) { try holidays() },
            file("synonyms") {
                _ = try files.synonyms()
                return .ok("everyday words are understood")
            },
            file("notices", needs: ["languages"]) { try notices() },
            guides,
            starterCatalogue,
        ]
    }

    /// What is wrong with a file stops visits or takes something from them; both are broken.
    private func file(
        _ name: String, needs: [String] = [], _ read: @escaping @Sendable () throws -> Finding
    ) -> Check {
        Check(name: name, needs: ["configuration"] + needs) {
            do {
                return try read()
            } catch let fault as ConfigurationFault {
                return .broken(Self.place(fault), .kiosk, do: fault.mend)
            } catch {
                return .broken("\(error)", .kiosk, do: "put the file back from the package or the bundle")
            }
        }
    }

    /// File and key of a fault; its mend is said as what to do.
    static func place(_ fault: ConfigurationFault) -> String {
        fault.key.isEmpty ? "\(fault.file) cannot be used" : "\(fault.file): \(fault.key) is wrong"
    }

    static func putBack(_ name: String) -> String { "put \(name) back from the package or the repository" }

    private var languages: Check {
        file("languages") { [files, settings] in
            let packs = try files.languages(order: settings.languageOrder).packs
            return .ok("visits are held in \(packs.map(\.tag).joined(separator: ", "))")
        }
    }

    private var survey: Check {
        file("survey", needs: ["languages"]) { [files, settings] in
            let languages = try files.languages(order: settings.languageOrder).completeTags
            let survey = try files.survey(languages: languages)
            return .ok("\(survey.questions.count) questions, version \(survey.version)")
        }
    }

    private var accessPoint: Check {
        file("access-point") { [files, settings] in
            let point = try files.accessPoint(id: settings.accessPoint).point
            guard point.hasSampleValues else { return .ok("citizens are sent to \(point.desk.name)") }
            let remedy = "write the real desk and hotline into access-points.yaml and remove “sample: true”"
            let words = "desk and hotline of \(settings.accessPoint) are samples"
            // Citizens would dial them: `kiosk run` refuses.
            return settings.isPractice
                ? .look(words, .kiosk, do: remedy)
                : .broken(words + "; kiosk run will not start", .kiosk, do: remedy)
        }
    }

    private var guides: Check {
        Check(name: "guides", needs: ["configuration"]) { [files, settings] in
            do {
                let guides = try files.guides(first: settings.guidesFirst)
                guard !guides.isEmpty else {
                    return .look("there is no guide, so nobody is asked questions", .kiosk, do: Self.putBack("guides/"))
                }
                var codes: Set<ProcedureCode> = []
                for try await batch in CatalogueFile(paths: files.starterCatalogue()).stream() {
                    codes.formUnion(batch.map(\.code))
                }
                // A catalogue that is missing has a line of its own.
                let fault = codes.isEmpty ? nil : guides.lazy.flatMap { $0.faults(knownCodes: codes) }.first
                return fault.map {
                    .look(
                        "guide \($0.guide), \($0.key): \($0.problem); without a network it leads nowhere", .kiosk,
                        do: "name a procedure of the starter catalogue there, or add it to catalogue/")
                } ?? .ok("\(guides.count) guides can be followed")
            } catch let fault as ConfigurationFault {
                return .broken(Self.place(fault), .kiosk, do: fault.mend)
            } catch {
                return .broken("\(error)", .kiosk, do: Self.putBack("guides/ and catalogue/"))
            }
        }
    }

    private var starterCatalogue: Check {
        file("starter-catalogue") { [files] in
            let paths = files.starterCatalogue()
            let unread = paths.filter { FileManager.default.contents(atPath: $0) == nil }
            guard !paths.isEmpty, unread.isEmpty else {
                return .look(
                    unread.first.map { "\($0) cannot be read" } ?? "there is no starter catalogue", .kiosk,
                    do: Self.putBack("catalogue/"))
            }
            return .ok("\(paths.count) files for a kiosk that never saw a network")
        }
    }

    private func notices() throws -> Finding {
        let tags = try files.languages(order: settings.languageOrder).completeTags
        let notices = try files.notices(languages: tags)
        let today = VietnamTime.day(of: clock.now)
        return .ok("\(notices.count) written, \(notices.count { $0.isShown(on: today) }) shown today")
    }

    private func holidays() throws -> Finding {
        let calendar = try files.calendar()
        let today = VietnamTime.day(of: clock.now)
        guard calendar.isEstimated(for: today.year) else { return .ok("days off of \(today.year) are known") }
        return .look(
            "the days off of \(today.year) are not decided here, so day counts are said to be estimates", .kiosk,
            do: "write the decision's days into holidays.yaml, or fetch the province's bundle")
    }
}
