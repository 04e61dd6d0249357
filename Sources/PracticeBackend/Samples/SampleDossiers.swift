import PublicServices

/// Sample dossiers in all ten national states, of several organisations of the province H43.
enum SampleDossiers {
    static func all(on day: CalendarDay) -> [SampleDossier] {
        (underWay + late + waiting + ended).enumerated().compactMap { index, recipe in
            recipe.dossier(number: index + 1, today: day)
        }
    }

    private static let commune = "UBND xã Mẫu (dữ liệu mẫu)"
    private static let justice = "Sở Tư pháp (dữ liệu mẫu)"
    private static let finance = "Sở Tài chính (dữ liệu mẫu)"
    private static let police = "Công an xã Mẫu (dữ liệu mẫu)"

    private static let underWay = [
        DossierRecipe(
            name: .registered, label: "mới đăng ký qua mạng, chờ tiếp nhận", organisation: "H43.12",
            state: .registered, procedure: .birth, agency: commune, received: 0
        ),
        DossierRecipe(
            name: .received, label: "đã tiếp nhận, còn hạn", organisation: "H43.12",
            state: .received, procedure: .extract, agency: justice, received: 1, due: 4
        ),
        DossierRecipe(
            name: .onTime, label: "đang xử lý, còn hạn", organisation: "H43.15.03",
            state: .processing, procedure: .maritalStatus, agency: commune, received: 4, due: 6,
            steps: [(3, .processing, "Chuyển cán bộ tư pháp thẩm tra")]
        ),
        DossierRecipe(
            name: .oldCode, label: "đang xử lý, mã kiểu cũ", organisation: "000.00.12.H43",
            state: .processing, procedure: .enterprise, agency: finance, received: 2, due: 3,
            steps: [(1, .processing, nil)]
        ),
    ]

    private static let late = [
        DossierRecipe(
            name: .overdue, label: "đang xử lý, đã quá hạn", organisation: "H43.15.03",
            state: .processing, procedure: .guardianship, agency: commune, received: 20, due: -6,
            steps: [(18, .processing, nil)]
        ),
        DossierRecipe(
            name: .overdueWithApology, label: "quá hạn, có thư xin lỗi và ngày hẹn mới", organisation: "H43.12",
            state: .processing, procedure: .enterprise, agency: finance, received: 18, due: -3,
            steps: [(16, .processing, "Lấy ý kiến cơ quan phối hợp")],
            extras: { detail, today in
                detail.apology = Apology(
                    text: "Cơ quan xin lỗi vì trễ hẹn: cần thêm thời gian lấy ý kiến cơ quan phối hợp.",
                    newDueOn: today.adding(days: 5).workdayAfter
                )
            }
        ),
    ]

    private static let waiting = [
        DossierRecipe(
            name: .missingPapers, label: "cần bổ sung giấy tờ", organisation: "H43.15.07",
            state: .supplementRequested, procedure: .residence, agency: police, received: 6, due: 4,
            steps: [(5, .processing, nil), (2, .supplementRequested, "Gửi phiếu yêu cầu bổ sung")],
            extras: { detail, _ in
                detail.missingPapers = [
                    "Tờ khai thay đổi thông tin cư trú có chữ ký của chủ hộ",
                    "Giấy tờ chứng minh chỗ ở hợp pháp (bản sao)",
                ]
            }
        ),
        DossierRecipe(
            name: .waitingForPayment, label: "chờ nộp phí, có mã thanh toán", organisation: "H43.12",
            state: .paymentRequested, procedure: .extract, agency: justice, received: 3, due: 5,
            steps: [(1, .paymentRequested, "Chờ ông/bà nộp phí")],
            extras: { detail, _ in
                detail.amountDue = SamplePayments.unpaidAmount
                detail.paymentReference = PaymentReference(typed: "MAU0003")
            }
        ),
    ]

    private static let ended = [
        DossierRecipe(
            name: .refused, label: "không được tiếp nhận", organisation: "H43.15.03",
            state: .refused, procedure: .household, agency: commune, received: 5, finished: 4,
            steps: [(4, .refused, "Không thuộc thẩm quyền của xã")]
        ),
        DossierRecipe(
            name: .withdrawn, label: "công dân đã rút", organisation: "H43.15.07",
            state: .withdrawn, procedure: .stay, agency: police, received: 9, finished: 6,
            steps: [(8, .processing, nil), (6, .withdrawn, "Rút theo yêu cầu")]
        ),
        DossierRecipe(
            name: .stopped, label: "đã dừng xử lý", organisation: "H43.12",
            state: .stopped, procedure: .enterprise, agency: finance, received: 30, due: -15, finished: 12,
            steps: [(28, .processing, nil), (12, .stopped, "Quá thời hạn bổ sung giấy tờ")]
        ),
        DossierRecipe(
            name: .readyToCollect, label: "đã có kết quả, chờ đến nhận", organisation: "H43.15.03",
            state: .finished, procedure: .marriage, agency: commune, received: 7, due: 1, finished: 1,
            steps: [(6, .processing, nil), (1, .finished, nil)],
            extras: { detail, today in
                detail.collectAt = "Bộ phận Một cửa, UBND xã Mẫu (dữ liệu mẫu)"
                detail.collectUntil = today.adding(days: 28).workdayAfter
            }
        ),
        DossierRecipe(
            name: .returned, label: "đã trả kết quả qua bưu chính", organisation: "H43.15.07",
            state: .returned, procedure: .death, agency: commune, received: 14, due: -9, finished: 11,
            steps: [(13, .processing, nil), (11, .finished, nil), (8, .returned, "Gửi qua bưu chính công ích")],
            extras: { detail, _ in detail.postTracking = "MAU000000013VN" }
        ),
    ]
}
