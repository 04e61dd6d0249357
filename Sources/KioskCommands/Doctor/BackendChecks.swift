import BackendClient
import FoundationEssentials
import PublicServices
import ServiceDesk

/// The way to the backend and what it answers, step by step: name, connection, certificate, portal, clock, token,
/// endpoints.
struct BackendChecks {
    let diagnosis: BackendDiagnosis
    let backend: any ConnectedBackend
    let address: BackendAddress
    let hasProxy: Bool
    let clock: any KioskClock
    /// Root alone reads the token of an installed kiosk, and this command is not root's.
    var lacksToken = false

    /// Seconds a clock may be off; the key of newer OpenCPS sites holds a minute.
    private static let clockTolerance: TimeInterval = 60
    /// From here on a certificate, or an hour of an answer, cannot be judged.
    private static let clockBroken: TimeInterval = 3600
    private static let slow = Duration.seconds(2)

    var list: [Check] {
        [name, connection, certificate, portal, clockCheck, token] + endpoints
    }

    private var name: Check {
        Check(name: "name") { [diagnosis, hasProxy] in
            let host = diagnosis.target.host
            do throws(BackendError) {
                let addresses = try await diagnosis.addresses()
                return .ok("\(host) is \(addresses.joined(separator: ", "))")
            } catch {
                let words =
                    error.code == .timedOut
                    ? "the name server does not answer" : "the name \(host) does not exist or no name server is reached"
                return .broken(
                    words + (hasProxy ? " (the proxy)" : ""), .network,
                    do: "see that the network cable or Wi-Fi is up, then compare backend.url with the province's letter"
                )
            }
        }
    }

    private var connection: Check {
        Check(name: "connection", needs: ["name"]) { [diagnosis] in
            let (host, port) = diagnosis.target
            do throws(BackendError) {
                let open = try await diagnosis.connections()
                let all = try await diagnosis.addresses()
                guard open.count == all.count else {
                    let dead = all.filter { !open.contains($0) }.joined(separator: ", ")
                    return .look(
                        "port \(port) answers, but not on \(dead)", .network,
                        do: "have the dead address taken out of the name server, or its route mended")
                }
                return .ok("port \(port) of \(host) answers")
            } catch {
                return error.code == .timedOut
                    ? .broken(
                        "nothing answers at port \(port) of \(host): a firewall, or no network", .network,
                        do: "have port \(port) to \(host) opened")
                    : .broken(
                        "port \(port) of \(host) refuses: nothing runs there, or the port is wrong", .province,
                        do: "compare backend.url with the province's letter, then ask whether its system runs")
            }
        }
    }

    private var certificate: Check {
        Check(name: "certificate", needs: ["connection"]) { [diagnosis, address, hasProxy, clock] in
            guard address.isSecure else {
                let isHere = ["127.0.0.1", "localhost", "[::1]", "::1"].contains(address.host)
                return isHere
                    ? .ok("not needed on this machine")
                    : .look(
                        "the address is http: anybody on the way can read and change answers", .province,
                        do: "ask for an https address and write it into backend.url")
            }
            // Through a proxy the certificate is judged with the first answer.
            guard !hasProxy else { return .ok("judged with the first answer, for a proxy is configured") }
            do throws(BackendError) {
                return Self.words(try await diagnosis.certificate(now: clock.now), host: address.host, now: clock.now)
            } catch {
                return .broken(
                    "no secure connection: \(error.detail)", .province, do: "have the certificate of the address mended"
                )
            }
        }
    }

    private static func words(_ finding: CertificateFinding, host: String, now: Date) -> Finding {
        switch finding {
        case .trusted(let until):
            let days = Int(until.timeIntervalSince(now) / 86_400)
            return days < 21
                ? .look("the certificate runs out in \(days) days", .province, do: "have it renewed before")
                : .ok("trusted until \(VietnamTime.day(of: until))")
        case .expired(let since):
            return .broken(
                "the certificate ran out on \(VietnamTime.day(of: since)), by this kiosk's clock", .province,
                do: "see wall-clock first; is it right, have the certificate renewed")
        case .notYetValid(let from):
            return .broken(
                "the certificate begins on \(VietnamTime.day(of: from)): this kiosk's clock is behind", .kiosk,
                do: "set the clock: timedatectl set-time")
        case .wrongName:
            return .broken(
                "the certificate is not for \(host): a wrong address, or a portal", .network,
                do: "sign in to the network if it asks for that, then compare backend.url with the province's letter")
        case .unknownAuthority:
            return .broken(
                "nobody trusted signed the certificate, or a portal answers", .kiosk,
                do: "write the province's authority, a PEM file, into backend.caFile")
        }
    }

    private var portal: Check {
        Check(name: "portal", needs: ["certificate"]) { [diagnosis] in
            do throws(BackendError) {
                let greeting = try await diagnosis.greeting()
                if greeting.isPortal {
                    return .broken(
                        "a page for people answers in place of the province (HTTP \(greeting.status))", .network,
                        do: "sign in to the network, or have this machine let through")
                }
                let milliseconds = Int(greeting.took / .milliseconds(1))
                return greeting.took > Self.slow
                    ? .look(
                        "the province answers after \(milliseconds) ms; the line is slow", .network,
                        do: "look who else uses the line; a site cache helps (site-cache/nginx.conf)")
                    : .ok("the province itself answers, after \(milliseconds) ms")
            } catch {
                return Self.trouble(error)
            }
        }
    }

    private var clockCheck: Check {
        Check(name: "clock", needs: ["portal"]) { [diagnosis, clock] in
            guard let theirs = try? await diagnosis.greeting().clock else {
                return .look(
                    "the province does not tell its clock", .province, do: "ask for a Date header in every answer")
            }
            let off = clock.now.timeIntervalSince(theirs)
            let words = "this kiosk's clock is \(Int(abs(off))) s \(off < 0 ? "behind" : "ahead of") the province's"
            let remedy = "set the clock (timedatectl set-time) and have a time server keep it"
            if abs(off) > Self.clockBroken { return .broken(words, .kiosk, do: remedy) }
            return abs(off) > Self.clockTolerance ? .look(words, .kiosk, do: remedy) : .ok("the clocks agree")
        }
    }

    /// A refusal concerns the token whatever is asked, so the first endpoint that wants one tells.
    private var token: Check {
        Check(name: "token", needs: ["portal"]) { [checks = backend.endpointChecks, lacksToken] in
            for check in checks {
                do throws(BackendError) { try await check.ask() } catch  where error.code == .refused {
                    return lacksToken ? Self.unread : Self.refusal(check.name, error)
                } catch { continue }
            }
            return .ok("the province takes this kiosk's questions")
        }
    }

    private static let unread = Finding.broken(
        "the province wants a token, and only root can read this kiosk's", .kiosk,
        do: "run it as root: sudo kiosk doctor")

    private static func refusal(_ endpoint: String, _ error: BackendError) -> Finding {
        .broken(
            "the province refuses this kiosk (\(endpoint), \(error.detail)): a wrong or missing backend.token", .kiosk,
            do: "put the token the province gave into /etc/credstore/backend-token and restart the kiosk")
    }

    private var endpoints: [Check] {
        backend.endpointChecks.map { endpoint in
            Check(name: "endpoint \(endpoint.name)", needs: ["portal", "token"]) {
                do throws(BackendError) {
                    try await endpoint.ask()
                    return .ok("answers in the right shape")
                } catch {
                    return Self.trouble(error)
                }
            }
        }
    }

    /// A failed question in plain words.
    static func trouble(_ error: BackendError) -> Finding {
        let detail = error.detail.isEmpty ? "" : " (\(error.detail))"
        let (words, mender, remedy) = sentences(of: error.code)
        return switch error.code {
        case .busy, .notOffered, .cancelled: .look(words + detail, mender, do: remedy)
        default: .broken(words + detail, mender, do: remedy)
        }
    }

    private static func sentences(
        of code: BackendError.Code
    ) -> (words: String, mender: Finding.Mender, remedy: String) {
        switch code {
        case .cannotConnect: ("the connection breaks off", .network, "have the line looked at")
        case .timedOut: ("no answer in time", .network, "have the line looked at; is it well, ask the province")
        case .insecure: ("the secure connection fails", .province, "have the certificate mended")
        case .captivePortal:
            ("a page for people answers in place of the province", .network, "sign in to the network")
        case .badAnswer:
            (
                "the answer cannot be read", .province,
                "compare backend.url and backend.kind with the province's letter; are they right, tell the province"
            )
        case .serverFailed: ("the province's system fails", .province, "tell the province this line")
        case .refused: ("the province refuses this kiosk", .kiosk, "see token")
        case .busy: ("the province asks to wait", .province, "nothing; the kiosk waits. Tell the province if it lasts")
        case .conflict, .rejected:
            ("the province does not take a question of the contract", .province, "tell the province this line")
        case .notOffered:
            ("the province does not offer this", .province, "nothing; the kiosk says so to citizens")
        case .cancelled: ("stopped before an answer came", .kiosk, "run kiosk doctor again")
        }
    }
}
