import BackendAPI
import Hummingbird
import PublicServices

extension PracticeResponder {
    /// A dossier: the degree of completion with the code alone, the full page with a second factor.
    ///
    /// No such code, a wrong second factor and a limit reached are one answer.
    func dossier(_ request: Request) async throws -> Response {
        let lookup = try await request.jsonBody(DossierLookup.self)
        guard let body = try await store.dossier(lookup) else { return Reply.problem(.notFound) }
        return try Reply.json(body, cache: .noStore)
    }

    func payment(_ request: Request) async throws -> Response {
        let lookup = try await request.jsonBody(PaymentLookup.self)
        guard let body = try await store.payment(lookup) else { return Reply.problem(.notFound) }
        return try Reply.json(body, cache: .noStore)
    }

    /// The province's messages, or the one that says that everything is a sample.
    var notices: [Notice] {
        configuration.notices ?? [
            Notice(
                id: "practice",
                text: [
                    "vi": "Đây là máy chủ thực hành. Mọi hồ sơ và khoản phí ở đây đều là dữ liệu mẫu.",
                    "en": "This is the practice backend. Every dossier and fee here is sample data.",
                ],
                from: nil,
                until: nil
            )
        ]
    }
}
