import BackendAPI
import FoundationEssentials
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Holds the connection of a request, so that a fault can close it.
struct PracticeContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}

/// Answers every request: faults first, then the contract.
struct PracticeResponder: HTTPResponder {
    let configuration: PracticeConfiguration
    let store: PracticeStore
    let faults: Faults
    let traffic: Traffic
    let signsOfLife: SignsOfLife

    func respond(to request: Request, context: PracticeContext) async throws -> Response {
        guard let route = Route(path: request.uri.path) else { return Reply.problem(.notFound) }
        traffic.count(route.area)
        let fault = FaultyAnswer(faults: faults.active(in: route.area), channel: context.channel)
        if let delay = fault.delay {
            try await cancelWhenGracefulShutdown { [configuration] in try await configuration.sleep(delay) }
        }
        if let instead = try await fault.insteadOfAnswer() { return instead }
        let response: Response
        do {
            response = try await answer(route, request: request)
        } catch let problem as Problem {
            response = Reply.problem(problem.type, detail: problem.detail)
        } catch {
            configuration.logger.error("cannot answer: \(error)")
            response = Reply.problem(.serverFailed)
        }
        let spoilt = try await fault.spoilt(response)
        return request.method == .head ? spoilt.createHeadResponse() : spoilt
    }

    private func answer(_ route: Route, request: Request) async throws -> Response {
        guard route.methods.contains(request.method) else { return Reply.wrongMethod(allowed: route.methods) }
        try checkToken(of: request, route: route)
        switch route {
        case .health: return try Reply.json(HealthBody(now: configuration.now()), cache: .noStore)
        case .catalogue: return try await catalogue(request)
        case .procedure(let code): return try await procedure(code, request)
        case .dossierLookup: return try await dossier(request)
        case .paymentLookup: return try await payment(request)
        case .heartbeat: return try await heartbeat(request)
        case .survey: return try Reply.cacheable(SurveyBody(configuration.survey), request: request)
        case .notices: return try Reply.cacheable(NoticesBody(notices), request: request)
        case .record(let kind, let id) where request.method == .put:
            return try await putRecord(kind, id: id, request)
        case .record(let kind, let id): return try await receipt(kind, id: id)
        }
    }

    private func checkToken(of request: Request, route: Route) throws(Problem) {
        guard let token = configuration.bearerToken, route != .health else { return }
        let given = request.headers[values: .authorization].first ?? ""
        guard isEqualInConstantTime(given, "Bearer \(token)") else { throw Problem(.unauthorised) }
    }
}

/// Ends a request with problem details.
struct Problem: Error {
    let type: ProblemType
    var detail: String?

    init(_ type: ProblemType, detail: String? = nil) {
        self.type = type
        self.detail = detail
    }
}

/// Compares secrets without telling by the time taken where they differ.
func isEqualInConstantTime(_ left: String, _ right: String) -> Bool {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    var difference = UInt(bitPattern: left.count ^ right.count)
    for index in right.indices {
        difference |= UInt(right[index] ^ (index < left.count ? left[index] : 0))
    }
    return difference == 0
}
