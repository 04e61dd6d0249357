import Synchronization

/// A site of OpenCPS v2 on a raw socket, as its public source describes the wire (research/opencps-wire.md): XML
/// unless JSON is asked for, 203 for a refusal, 403 for "not found", types that change from value to value.
///
/// Every name, number and secret in it is made up; the secrets are planted so that tests can look for them.
package struct OpenCPSServer: Sendable {
    /// What this site does otherwise than others.
    package struct Habits: Sendable {
        /// The search is closed to strangers (203), as since 2021.
        package var closesSearch = false
        /// The answer to a vote is lost after it was counted, this many times.
        package var lostVotes = 0
        /// The answer to a vote is lost before it was counted, this many times; see `countLateVotes()`.
        package var lateVotes = 0
        /// The questions get new numbers with every look.
        package var renumbers = false
        /// Replaces the reply to a path below the base.
        package var replies: [String: [Step]] = [:]
        /// How many procedures the list has.
        package var procedures = 53

        /// A site of 2020.
        package init() {}
    }

    /// A vote that was counted.
    package struct Vote: Equatable, Sendable {
        /// The question's number.
        package var question: Int
        /// From 1.
        package var choice: Int
        /// As it was sent.
        package var comment: String
    }

    /// The Liferay site that has content.
    package static let groupID: Int64 = 55_301
    /// Never to be seen outside the wire.
    package static let planted = [
        "PLANTED-SECRET", "000000000042", "SỐ NHÀ PLANTED", "0900000042", "PLANTED-HASH-KEY", "PLANTED OFFICIAL",
        "planted@example.test",
    ]
    /// Path of its API.
    package static let base = "/o/rest/v2"

    private let server: RawServer
    private let site: OpenCPSSite

    /// Listens on a free port.
    package init(_ habits: Habits = Habits()) throws {
        let site = OpenCPSSite(habits)
        self.site = site
        server = try RawServer { site.reply($0) }
    }

    /// The base address.
    package var address: String { "http://127.0.0.1:\(server.port)\(Self.base)" }
    /// All requests so far.
    package var seen: [RawServer.Seen] { server.seen }
    /// The votes counted so far.
    package var votes: [Vote] { site.state.withLock { $0.votes } }

    /// Changes the site while it runs.
    package func change(_ change: @Sendable (inout Habits) -> Void) {
        site.state.withLock { change(&$0.habits) }
    }

    /// Counts the votes that this slow site has had for some time.
    package func countLateVotes() {
        site.state.withLock { state in
            state.votes += state.lateVotes
            state.lateVotes = []
        }
    }

    /// Stops listening.
    package func stop() { server.stop() }
}

/// The site itself.
final class OpenCPSSite: Sendable {
    struct State {
        var habits: OpenCPSServer.Habits
        var votes: [OpenCPSServer.Vote] = []
        var lateVotes: [OpenCPSServer.Vote] = []
        var firstQuestion = 9101
    }

    let state: Mutex<State>

    init(_ habits: OpenCPSServer.Habits) { state = Mutex(State(habits: habits)) }

    func reply(_ seen: RawServer.Seen) -> [Step] {
        var request = OpenCPSRequest(seen)
        if request.path == "/proxy" { request = request.unfolded }
        let habits = state.withLock { $0.habits }
        if let reply = habits.replies[request.path] { return reply }
        if request.path == "/ping" { return http(200, ["Content-Type: text/plain"], "ok") }
        guard request.wantsJSON else {
            return http(200, ["Content-Type: application/xml"], "<?xml version=\"1.0\"?><data><total>1</total></data>")
        }
        guard request.groupID == OpenCPSServer.groupID else { return json(#"{"total":0}"#) }
        return route(request, habits)
    }

    private func route(_ request: OpenCPSRequest, _ habits: OpenCPSServer.Habits) -> [Step] {
        let parts = request.path.split(separator: "/").map(String.init)
        switch (request.method, parts.first, parts.count) {
        case ("GET", "serviceinfos", 1):
            return json(OpenCPSBodiesOfServer.procedures(request, count: habits.procedures))
        case ("GET", "dossiers", 1):
            return habits.closesSearch
                ? Self.denied : json(OpenCPSBodiesOfServer.search(request.fields["dossierNo"] ?? ""))
        case ("GET", "dossiers", 2): return detail(parts[1], request)
        case ("GET", "dossiers", 3) where parts[2] == "sequences": return steps(parts[1])
        case ("GET", "dossiers", 3) where parts[2] == "payment": return payment(parts[1], request)
        case ("GET", "postal", 4) where parts[2] == "govagency": return questions(parts[3], habits)
        case ("GET", "postal", 4) where parts[3] == "results": return results(parts[2])
        case ("POST", "postal", 4) where parts[3] == "results": return vote(parts[2], request)
        default: return Self.missing
        }
    }

    static let denied = http(203, asJSON, #"{"message":"Non-Authoritative Information.","code":203}"#)
    static let missing = http(
        403, asJSON, #"{"message":"No Content.","code":403,"description":"java.lang.NullPointerException"}"#)

    private func detail(_ id: String, _ request: OpenCPSRequest) -> [Step] {
        guard let dossier = OpenCPSDossierOfServer.all.first(where: { "\($0.id)" == id }) else { return Self.missing }
        let given = request.header("secretcode") ?? request.fields["secretKey"] ?? ""
        // Not letter for letter, and the type is whatever was negotiated.
        guard given.lowercased() == dossier.secret.lowercased() else {
            return http(203, asJSON, "secretKey not sucess")
        }
        return json(dossier.detail)
    }

    private func steps(_ id: String) -> [Step] {
        guard let dossier = OpenCPSDossierOfServer.all.first(where: { "\($0.id)" == id }), dossier.hasSteps else {
            return Self.missing
        }
        return json(OpenCPSBodiesOfServer.steps)
    }

    private func payment(_ id: String, _ request: OpenCPSRequest) -> [Step] {
        guard let dossier = OpenCPSDossierOfServer.all.first(where: { "\($0.id)" == id }) else { return Self.missing }
        // Letter for letter here.
        guard request.fields["secretCode"] == dossier.secret else { return Self.denied }
        return dossier.payment.map(json) ?? [.send("HTTP/1.1 204 No Content\r\n\r\n")]
    }

    private func questions(_ agency: String, _ habits: OpenCPSServer.Habits) -> [Step] {
        let first = state.withLock { state in
            if habits.renumbers { state.firstQuestion += 10 }
            return state.firstQuestion
        }
        return json(OpenCPSBodiesOfServer.questions(from: first))
    }

    private func results(_ question: String) -> [Step] {
        let votes = state.withLock { $0.votes }.enumerated().filter { "\($0.element.question)" == question }
        return json(OpenCPSBodiesOfServer.results(votes.map { ($0.offset, $0.element) }))
    }

    private func vote(_ question: String, _ request: OpenCPSRequest) -> [Step] {
        let number = Int(question) ?? 0
        let (index, isLost) = state.withLock { state -> (Int?, Bool) in
            guard (state.firstQuestion...state.firstQuestion + 1).contains(number) else { return (nil, false) }
            let comment = (request.fields["comment"] ?? "").replacing("<", with: "&lt;")
            let vote = OpenCPSServer.Vote(
                question: number, choice: Int(request.fields["selected"] ?? "") ?? 0, comment: comment)
            if state.habits.lateVotes > 0 {
                state.habits.lateVotes -= 1
                state.lateVotes.append(vote)
                return (0, true)
            }
            state.votes.append(vote)
            if state.habits.lostVotes > 0 {
                state.habits.lostVotes -= 1
                return (state.votes.count - 1, true)
            }
            return (state.votes.count - 1, false)
        }
        guard let index else { return json("{}") }
        return isLost
            ? [.close]
            : json(#"{"votingResultId":\#(55_000 + index),"email":"planted@example.test","currentUser":true}"#)
    }
}
