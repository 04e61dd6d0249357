import PublicServices

/// How a sample dossier is made for a given day.
struct DossierRecipe: Sendable {
    let name: SampleDossier.Name
    let label: String
    /// Everything before the date in the code.
    let organisation: String
    let state: DossierState
    let procedure: SampleProcedure
    let agency: String
    /// Days before today.
    let received: Int
    /// Days after today; negative is the past, `nil` no date.
    var due: Int?
    /// Days before today.
    var finished: Int?
    /// Steps between reception and the present state: days before today.
    var steps: [(daysAgo: Int, state: DossierState, note: String?)] = []
    /// What only this dossier has.
    var extras: @Sendable (_ detail: inout DossierDetail, _ today: CalendarDay) -> Void = { _, _ in }

    func dossier(number: Int, today: CalendarDay) -> SampleDossier? {
        let receivedOn = today.adding(days: -received).workdayBefore
        let date = receivedOn.description.filter { $0 != "-" }.suffix(6)
        let digits = Self.fourDigits(number)
        guard let code = DossierCode(stored: "\(organisation)-\(date)-\(digits)") else { return nil }
        return SampleDossier(
            name: name,
            status: DossierStatus(code: code, degree: state.degree, detail: detail(receivedOn, today)),
            lastFour: Self.fourDigits(1000 + number),
            printedSecret: "mau\(digits)",
            label: label
        )
    }

    private func detail(_ receivedOn: CalendarDay, _ today: CalendarDay) -> DossierDetail {
        var detail = DossierDetail(state: state, procedureName: procedure.name, agency: agency)
        detail.procedureCode = ProcedureCode(procedure.code)
        detail.receivedOn = receivedOn
        detail.dueOn = due.map { $0 < 0 ? today.adding(days: $0).workdayBefore : today.adding(days: $0).workdayAfter }
        detail.finishedOn = finished.map { max(receivedOn, today.adding(days: -$0).workdayBefore) }
        let first = DossierEvent(day: receivedOn, state: state == .registered ? .registered : .received)
        let later = steps.map { step in
            let day = max(receivedOn, today.adding(days: -step.daysAgo).workdayBefore)
            return DossierEvent(day: day, state: step.state, note: step.note)
        }
        detail.history = [first] + later
        extras(&detail, today)
        return detail
    }

    private static func fourDigits(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

/// A real procedure that sample dossiers are about.
struct SampleProcedure: Sendable {
    let code: String
    let name: String

    static let birth = SampleProcedure(code: "1.001193", name: "Thủ tục đăng ký khai sinh")
    static let death = SampleProcedure(code: "1.000656", name: "Thủ tục đăng ký khai tử")
    static let marriage = SampleProcedure(code: "1.000894", name: "Thủ tục đăng ký kết hôn")
    static let maritalStatus = SampleProcedure(
        code: "1.004873", name: "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"
    )
    static let guardianship = SampleProcedure(code: "1.004837", name: "Thủ tục đăng ký giám hộ")
    static let residence = SampleProcedure(code: "1.004222", name: "Đăng ký thường trú")
    static let stay = SampleProcedure(code: "1.004194", name: "Đăng ký tạm trú")
    static let household = SampleProcedure(code: "1.001612", name: "Đăng ký thành lập hộ kinh doanh")
    static let extract = SampleProcedure(
        code: "2.000635", name: "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh"
    )
    static let enterprise = SampleProcedure(code: "2.001610", name: "Đăng ký thành lập doanh nghiệp tư nhân")
}

extension CalendarDay {
    /// This day, or the Friday before when it is a weekend.
    var workdayBefore: CalendarDay { adding(days: weekday > 5 ? 5 - weekday : 0) }

    /// This day, or the Monday after when it is a weekend.
    var workdayAfter: CalendarDay { adding(days: weekday > 5 ? 8 - weekday : 0) }
}
