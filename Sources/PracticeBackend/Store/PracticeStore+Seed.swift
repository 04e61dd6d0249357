import BackendAPI
import FoundationEssentials
import GRDB
import PublicServices

extension PracticeStore {
    /// Puts the samples in place of all dossiers and payments; records stay.
    func seed(_ samples: PracticeSamples) async throws {
        try await queue.write { database in
            try database.execute(sql: "DELETE FROM dossiers; DELETE FROM payments")
            for sample in samples.dossiers {
                try database.execute(
                    sql: "INSERT INTO dossiers (code, lastFour, printedSecret, body) VALUES (?, ?, ?, ?)",
                    arguments: [
                        sample.status.code.text, sample.lastFour, sample.printedSecret,
                        Data(try WireJSON.bytes(of: DossierBody(sample.status))),
                    ]
                )
            }
            for sample in samples.payments {
                try database.execute(
                    sql: "INSERT INTO payments (reference, body) VALUES (?, ?)",
                    arguments: [
                        sample.payment.reference.text,
                        Data(try WireJSON.bytes(of: PaymentBody(sample.payment))),
                    ]
                )
            }
        }
    }
}
