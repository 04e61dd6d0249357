package import PublicServices

/// The codes and references that the practice backend knows, all plainly samples.
///
/// They depend on the day alone: running numbers are 0001 to 0013, the last four digits are 1001 to 1013, the printed
/// secrets `mau0001` to `mau0013`, payment references `MAU0001` to `MAU0006`.
package struct PracticeSamples: Equatable, Sendable {
    package let dossiers: [SampleDossier]
    package let payments: [SamplePayment]

    /// The samples of a day.
    package init(on day: CalendarDay) {
        dossiers = SampleDossiers.all(on: day)
        payments = SamplePayments.all(on: day, dossierCode: dossiers.first { $0.name == .waitingForPayment }?.code)
    }

    /// The dossier of this name; `nil` never happens for the names there are (a test counts them).
    package func dossier(_ name: SampleDossier.Name) -> SampleDossier? {
        dossiers.first { $0.name == name }
    }

    /// The payment of this name.
    package func payment(_ name: SamplePayment.Name) -> SamplePayment? {
        payments.first { $0.name == name }
    }
}

/// A dossier that a person can look up in practice.
package struct SampleDossier: Equatable, Sendable {
    package enum Name: String, CaseIterable, Sendable {
        case registered, received, refused, onTime, overdue, overdueWithApology, missingPapers, waitingForPayment
        case withdrawn, stopped, readyToCollect, returned, oldCode
    }

    package let name: Name
    package let status: DossierStatus
    package let lastFour: String
    package let printedSecret: String
    /// What it shows, in Vietnamese, for the practice page.
    package let label: String

    package var code: DossierCode { status.code }
    package var state: DossierState? { status.detail?.state }
}

/// A payment that a person can look up in practice.
package struct SamplePayment: Equatable, Sendable {
    package enum Name: String, CaseIterable, Sendable {
        case paid, notArrived, unpaid, cancelled, refunded
        /// An unpaid bill whose VietQR payload is damaged: it must not be shown.
        case unpaidWithBadQR
    }

    package let name: Name
    package let payment: Payment
    /// What it shows, in Vietnamese, for the practice page.
    package let label: String

    package var reference: PaymentReference { payment.reference }
}
