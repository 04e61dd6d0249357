package import FoundationEssentials

/// Whether the backend works and what it offers (`GET /v1/health`).
package struct HealthBody: Equatable, Codable, Sendable {
    /// `ok`, or a word for the operator.
    package var status: String
    /// The contract's version, `1`.
    package var version: String
    /// The backend's clock.
    package var now: Date?
    package var capabilities: CapabilitiesBody

    package init(now: Date, capabilities: CapabilitiesBody = CapabilitiesBody()) {
        status = "ok"
        version = "1"
        self.now = now
        self.capabilities = capabilities
    }

    private enum CodingKeys: String, CodingKey { case status, version, now, capabilities }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        status = try values.decode(String.self, forKey: .status)
        version = try values.decode(String.self, forKey: .version)
        now = values.wireInstant(forKey: .now)
        capabilities = try values.decodeIfPresent(CapabilitiesBody.self, forKey: .capabilities) ?? CapabilitiesBody()
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(status, forKey: .status)
        try values.encode(version, forKey: .version)
        try values.encodeIfPresent(now.map(WireDate.text), forKey: .now)
        try values.encode(capabilities, forKey: .capabilities)
    }
}

/// What a backend of this contract offers; what it does not mention it offers.
package struct CapabilitiesBody: Equatable, Codable, Sendable {
    package var paymentByReference = true
    package var secondFactor = true
    package var reminders = true
    package var catalogueChanges = true
    package var heartbeats = true

    package init() {}

    private enum CodingKeys: String, CodingKey {
        case paymentByReference, secondFactor, reminders, catalogueChanges, heartbeats
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        paymentByReference = try values.decodeIfPresent(Bool.self, forKey: .paymentByReference) ?? true
        secondFactor = try values.decodeIfPresent(Bool.self, forKey: .secondFactor) ?? true
        reminders = try values.decodeIfPresent(Bool.self, forKey: .reminders) ?? true
        catalogueChanges = try values.decodeIfPresent(Bool.self, forKey: .catalogueChanges) ?? true
        heartbeats = try values.decodeIfPresent(Bool.self, forKey: .heartbeats) ?? true
    }
}
