import BackendAPI

/// Whatever a backend sends is a body or an error; a body that was read can be written and read again.
enum AnswerRules {
    static func finding(in bytes: [UInt8]) -> String? {
        guard bytes.withUnsafeBytes(JSONShape.isAcceptable) else { return nil }
        return finding(DossierBody.self, bytes) ?? finding(PaymentBody.self, bytes) ?? finding(ReceiptBody.self, bytes)
            ?? finding(SurveyBody.self, bytes) ?? finding(NoticesBody.self, bytes) ?? finding(HealthBody.self, bytes)
            ?? finding(ProblemDetails.self, bytes)
    }

    private static func finding<Body: Codable>(_ type: Body.Type, _ bytes: [UInt8]) -> String? {
        guard let body = try? WireJSON.body(type, from: bytes) else { return nil }
        guard let written = try? WireJSON.bytes(of: body) else { return "\(type) cannot be written" }
        guard (try? WireJSON.body(type, from: written)) != nil else { return "\(type) cannot be read again" }
        return nil
    }
}
