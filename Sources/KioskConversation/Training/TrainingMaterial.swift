package import PublicServices

/// What the tasks are about: procedures of the catalogue, and dossiers and payments that the practice backend knows.
package struct TrainingMaterial: Sendable {
    /// Asked for in everyday words, and without marks.
    package var birth: ProcedureCode
    package var marriage: ProcedureCode
    /// On a citizen's slip.
    package var slip: DossierCode
    /// Overdue, with the last four digits that open its full page.
    package var late: DossierCode
    package var lastFour: String
    /// Arrived.
    package var payment: PaymentReference

    /// Everything the ten tasks name.
    package init(
        birth: ProcedureCode, marriage: ProcedureCode, slip: DossierCode, late: DossierCode, lastFour: String,
        payment: PaymentReference
    ) {
        self.birth = birth
        self.marriage = marriage
        self.slip = slip
        self.late = late
        self.lastFour = lastFour
        self.payment = payment
    }
}
