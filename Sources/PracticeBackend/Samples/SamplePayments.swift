import FoundationEssentials
import PublicServices

/// Sample payments in all outcomes.
enum SamplePayments {
    /// Đồng, of the unpaid bill.
    static let unpaidAmount: Int64 = 16_000

    static func all(on day: CalendarDay, dossierCode: DossierCode?) -> [SamplePayment] {
        let made = [
            sample(.paid, "MAU0001", "đã nộp", .paid, 1_250_000, paid(3, "Cổng thanh toán trực tuyến")),
            sample(.notArrived, "MAU0002", "đã chuyển, ngân hàng chưa báo", .notArrived, 150_000) { payment, _ in
                payment.channel = "Chuyển khoản"
            },
            sample(.unpaid, "MAU0003", "chưa nộp, có mã VietQR", .unpaid, unpaidAmount) { payment, today in
                payment.dueOn = today.adding(days: 5).workdayAfter
                payment.dossierCode = dossierCode
                payment.qrPayload = VietQRPayload.sample(amount: unpaidAmount, purpose: "THANH TOAN MAU0003")
            },
            sample(.cancelled, "MAU0004", "đã hủy", .cancelled, 50_000),
            sample(.refunded, "MAU0005", "đã hoàn phí", .refunded, 100_000, paid(12, "Thẻ ngân hàng")),
            sample(.unpaidWithBadQR, "MAU0006", "chưa nộp, mã VietQR hỏng", .unpaid, 30_000) { payment, today in
                payment.dueOn = today.adding(days: 7).workdayAfter
                payment.qrPayload = VietQRPayload.sample(amount: 30_000, purpose: "THANH TOAN MAU0006") + "0"
            },
        ]
        return made.compactMap { $0(day) }
    }

    private typealias Extras = (_ payment: inout Payment, _ today: CalendarDay) -> Void

    private static func sample(
        _ name: SamplePayment.Name,
        _ text: String,
        _ label: String,
        _ outcome: PaymentOutcome,
        _ amount: Int64,
        _ extras: @escaping Extras = { _, _ in }
    ) -> (_ today: CalendarDay) -> SamplePayment? {
        { today in
            guard let reference = PaymentReference(typed: text) else { return nil }
            let office = "Trung tâm Phục vụ hành chính công (dữ liệu mẫu)"
            var payment = Payment(reference: reference, outcome: outcome, amount: amount, office: office)
            payment.purpose = "Phí, lệ phí thủ tục hành chính"
            extras(&payment, today)
            return SamplePayment(name: name, payment: payment, label: label)
        }
    }

    private static func paid(_ daysAgo: Int, _ channel: String) -> Extras {
        { payment, today in
            let day = today.adding(days: -daysAgo).workdayBefore
            payment.paidAt = VietnamTime.instant(of: day, hour: 9, minute: 30)
            payment.channel = channel
            payment.receiptNumber = "BL-\(payment.reference.text)"
        }
    }
}
