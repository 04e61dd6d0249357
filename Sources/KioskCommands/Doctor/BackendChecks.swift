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
                return .broken(words + (hasProxy ? " (the proxy)" : ""), .network)
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
                    return .look("port \(port) answers, but not on \(dead)", .network)
                }
                return .ok("port \(port) of \(host) answers")
            } catch {
                return error.code == .timedOut
                    ? .broken("nothing answers at port \(port) of \(host): a firewall, or no network", .network)
                    : .broken("port \(port) of \(host) refuses: nothing runs there, or the port is wrong", .province)
            }
        }
    }

    private var certificate: Check {
        Check(name: "certificate", needs: ["connection"]) { [diagnosis, address, hasProxy, clock] in
            guard address.isSecure else {
                let isHere = ["127.0.0.1", "localhost", "[::1]", "::1"].contains(address.host)
                return isHere
                    ? .ok("not needed on this machine")
                    : .look("the address is http: anybody on the way can read and change answers", .province)
            }
            // Through a proxy the certificate is judged with the first answer.
            guard !hasProxy else { return .ok("judged with the first answer, for a proxy is configured") }
            do throws(BackendError) {
                return Self.words(try await diagnosis.certificate(now: clock.now), host: address.host, now: clock.now)
            } catch {
                return .broken("no secure connection: \(error.detail)", .province)
            }
        }
    }

    private static func words(_ finding: CertificateFinding, host: String, now: Date) -> Finding {
        switch finding {
        case .trusted(let until):
            let days = Int(until.timeIntervalSince(now) / 86_400)
            return days < 21
                ? .look("the certificate runs out in \(days) days", .province)
                : .ok("trusted until \(VietnamTime.day(of: until))")
        case .expired(let since):
            return .broken("the certificate ran out on \(VietnamTime.day(of: since)), by this kiosk's clock", .province)
        case .notYetValid(let from):
            return .broken(
                "the certificate begins on \(VietnamTime.day(of: from)): this kiosk's clock is behind", .kiosk)
        case .wrongName: return .broken("the certificate is not for \(host): a wrong address, or a portal", .network)
        case .unknownAuthority:
            return .broken("nobody trusted signed the certificate; set backend.caFile, or a portal answers", .kiosk)
        }
    }

    private var portal: Check {
        Check(name: "portal", needs: ["certificate"]) { [diagnosis] in
            do throws(BackendError) {
                let greeting = try await diagnosis.greeting()
                if greeting.isPortal {
                    return .broken(
                        "a page for people answers in place of the province: sign in to the network first (HTTP "
                            + "\(greeting.status))", .network)
                }
                let milliseconds = Int(greeting.took / .milliseconds(1))
                return greeting.took > Self.slow
                    ? .look("the province answers after \(milliseconds) ms; the line is slow", .network)
                    : .ok("the province itself answers, after \(milliseconds) ms")
            } catch {
                return Self.trouble(error)
            }
        }
    }

    private var clockCheck: Check {
        Check(name: "clock", needs: ["portal"]) { [diagnosis, clock] in
            guard let theirs = try? await diagnosis.greeting().clock else {
                return .look("the province does not tell its clock", .province)
            }
            let off = clock.now.timeIntervalSince(theirs)
            let words = "this kiosk's clock is \(Int(abs(off))) s \(off < 0 ? "behind" : "ahead of") the province's"
            if abs(off) > Self.clockBroken { return .broken(words, .kiosk) }
            return abs(off) > Self.clockTolerance ? .look(words, .kiosk) : .ok("the clocks agree")
        }
    }

    /// A refusal concerns the token whatever is asked, so the first endpoint that wants one tells.
    private var token: Check {
        Check(name: "token", needs: ["portal"]) { [checks = backend.endpointChecks] in
            for check in checks {
                do throws(BackendError) { try await check.ask() } catch  where error.code == .refused {
                    return .broken(
                        "the province refuses this kiosk (\(check.name), \(error.detail)): a wrong or missing "
                            + "backend.token", .kiosk)
                } catch { continue }
            }
            return .ok("the province takes this kiosk's questions")
        }
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
        return switch error.code {
        case .cannotConnect: .broken("the connection breaks off\(detail)", .network)
        case .timedOut: .broken("no answer in time\(detail)", .network)
        case .insecure: .broken("the secure connection fails\(detail)", .province)
        case .captivePortal: .broken("a page for people answers in place of the province\(detail)", .network)
        case .badAnswer: .broken("the answer cannot be read\(detail); is backend.url right?", .province)
        case .serverFailed: .broken("the province's system fails\(detail)", .province)
        case .refused: .broken("the province refuses this kiosk\(detail)", .kiosk)
        case .busy: .look("the province asks to wait\(detail)", .province)
        case .conflict, .rejected: .broken("the province does not take a question of the contract\(detail)", .province)
        case .notOffered: .look("the province does not offer this\(detail)", .province)
        case .cancelled: .look("stopped before an answer came", .kiosk)
        }
    }
}
