import BackendClient
import BackendFaults
import FoundationEssentials
import KioskTestSupport

@testable import KioskCommands

extension PlantedFault {
    static let network = [
        PlantedFault("a name that does not exist", "name", .broken, "kiosk.invalid") {
            $0.address = "http://kiosk.invalid"
        },
        PlantedFault("a port where nothing runs", "connection", .broken, "refuses") {
            $0.address = "http://127.0.0.1:1"
        },
        PlantedFault("a Wi-Fi that wants a sign-in", "portal", .broken, "sign in to the network") {
            $0.province = { _ in http(200, asHTML, portalPage) }
        },
        PlantedFault("a province that says nothing", "portal", .broken, "no answer in time") { stage in
            stage.province = { _ in [.silence] }
            stage.adjust = { $0.deadlines.answer = .milliseconds(300) }
        },
        PlantedFault("a clock two hours ahead of the province's", "clock", .broken, "7200 s ahead") {
            $0.clock.jump(by: 7200)
            try $0.write("\(Int($0.clock.now.timeIntervalSince1970))\n", to: "root/sys/class/rtc/rtc0/since_epoch")
        },
        PlantedFault("a province that hides its clock", "clock", .look, "Date header") {
            $0.province = Province.good(but: "health", json(#"{"status":"ok","version":"1"}"#))
        },
        PlantedFault("a token that is refused", "token", .broken, "backend.token") {
            $0.province = { $0.line.contains("health") ? Province.good($0) : problem(401, "unauthorised") }
        },
        PlantedFault("an endpoint of another shape", "endpoint notices", .broken, "cannot be read") {
            $0.province = Province.good(but: "notices", json(#"{"error":"x"}"#))
        },
        PlantedFault("an endpoint that fails", "endpoint dossiers", .broken, "system fails") {
            $0.province = Province.good(but: "dossiers", http(500))
        },
        PlantedFault("a payment system that is not offered", "endpoint payments", .look, "does not offer") {
            $0.province = Province.good(but: "payments", http(501))
        },
        PlantedFault("a province that asks to wait", "endpoint ratings", .look, "asks to wait") {
            $0.province = Province.good(but: "ratings", problem(429, "too-many-requests"))
        },
    ]
}
