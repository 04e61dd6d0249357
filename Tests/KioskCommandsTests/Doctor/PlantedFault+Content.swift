import FoundationEssentials
import KioskTestSupport
import OfflineStore
import ServiceDesk

@testable import KioskCommands

extension PlantedFault {
    static let configuration = [
        PlantedFault("a misspelt key in kiosk.yaml", "configuration", .broken, "did you mean visit.idleSeconds") {
            $0.settings.append("visit: {idleSecond: 90}")
        },
        PlantedFault("kiosk.yaml that is no YAML", "configuration", .broken, "not YAML") {
            $0.settings.append("visit: {idleSeconds: [90}")
        },
        PlantedFault("a word where a number belongs", "configuration", .broken, "write a whole number from 60") {
            $0.settings.append("visit: {idleSeconds: soon}")
        },
        PlantedFault("a bundle's address without its key", "configuration", .broken, "kiosk bundle key") {
            $0.settings.append("bundle: {url: https://content.example}")
        },
    ]

    static let content = [
        PlantedFault("a sentence lost from a pack", "languages", .broken, "add the sentence") { stage in
            try stage.edit("languages/vi.yaml") { $0.replacing("  frame.more: ", with: "  # frame.more: ") }
        },
        PlantedFault("a survey without its English", "survey", .broken, "survey.yaml") { stage in
            try stage.edit("survey.yaml") { $0.replacing("en: ", with: "de: ") }
        },
        PlantedFault("a place that nobody wrote down", "access-point", .broken, "no access point of this id") {
            $0.settings[1] = "kiosk: {accessPoint: elsewhere}"
        },
        PlantedFault("a telephone number that is a sample", "access-point", .broken, "kiosk run will not start") {
            stage in
            try stage.edit("access-points.yaml") { $0.replacing("0259 000 000\",", with: "0\", sample: true,") }
        },
        PlantedFault("an account that is none", "accounts", .broken, "six digits") { stage in
            try stage.edit("access-points.yaml") { $0.replacing("970436", with: "97043x") }
        },
        PlantedFault("an eleventh state of a dossier", "dossier-states", .broken, "1 to 10") {
            try $0.write("states: {odd: 11}\n", to: "config/dossier-states.yaml")
        },
        PlantedFault("days off that are no calendar", "holidays", .broken, "holidays.yaml") {
            try $0.write("years: 7\n", to: "config/holidays.yaml")
        },
        PlantedFault("no decision about this year's days off", "holidays", .look, "estimates") { stage in
            stage.clock.set(Date(timeIntervalSince1970: 2_214_000_000))
            stage.province = nil
            try stage.write("2214000000\n", to: "root/sys/class/rtc/rtc0/since_epoch")
            try stage.remove("state/outbox.sqlite")
        },
        PlantedFault("no list of everyday words", "synonyms", .broken, "put it back") {
            try $0.remove("config/synonyms.yaml")
        },
        PlantedFault("a guide that leads nowhere", "guides", .broken, "guides/birth.yaml") {
            try $0.edit("guides/birth.yaml") { $0.replacing("to: ", with: "to: nowhere-") }
        },
        PlantedFault("a guide to a procedure that nobody has", "guides", .look, "9.999999") {
            try $0.edit("guides/birth.yaml") { $0.replacing("\"1.001193\"", with: "\"9.999999\"") }
        },
        PlantedFault("no starter catalogue", "starter-catalogue", .look, "no starter catalogue") {
            try $0.remove("config/catalogue")
        },
        PlantedFault("a bundle that never came", "bundle", .look, "kiosk sync") {
            $0.settings.append("bundle: {publicKey: \(BundleSigningKey().publicText)}")
        },
        PlantedFault("a bundle signed by somebody else", "bundle", .broken, "not signed with the key") { stage in
            try stage.keepBundle()
            stage.settings.append("bundle: {publicKey: \(BundleSigningKey().publicText)}")
        },
        PlantedFault("a bundle with a damaged part", "bundle", .broken, "missing or damaged") { stage in
            stage.settings.append("bundle: {publicKey: \(try stage.keepBundle())}")
            let parts = stage.state + "/bundle/parts"
            let part = try FileManager.default.contentsOfDirectory(atPath: parts)[0]
            try stage.write("0", to: "state/bundle/parts/" + part)
        },
    ]
}

extension DoctorStage {
    /// Puts a bundle into the store as `kiosk sync` would, and returns the key that it is signed with.
    @discardableResult
    func keepBundle() throws -> String {
        let key = BundleSigningKey()
        let maker = BundleMaker(folder: BundleFolder(path: state + "/bundle"), key: key)
        let contents = try BundleSources(directory: config, catalogue: []).contents()
        _ = try maker.make(version: 1, made: "2026-11-23T00:00:00Z", contents: contents)
        return key.publicText
    }
}
