import PublicServices

/// `survey.yaml` as people write it: `required`, `onlyAfter`, `indicator` and `points` may be left out.
struct SurveyFile: Decodable {
    struct Question: Decodable {
        var id: String
        var required: Bool?
        var onlyAfter: [String: [String]]?
        /// 1 to 9 of Thông tư 01/2018/TT-VPCP, Điều 13.
        var indicator: EvaluationIndicator?
        var text: [String: String]
        var options: [Survey.Option]
    }

    var id: String
    var version: Int
    var questions: [Question]

    var survey: Survey {
        Survey(
            id: id,
            version: version,
            questions: questions.map {
                Survey.Question(
                    id: $0.id, text: $0.text, options: $0.options,
                    isRequired: $0.required ?? false, onlyAfter: $0.onlyAfter ?? [:], indicator: $0.indicator
                )
            }
        )
    }
}

/// `access-points.yaml` as people write it.
struct AccessPointsFile: Decodable {
    struct Place: Decodable {
        var id: String
        var name: String
        var desk: DeskForm
        var hotline: DeskForm
        var area: [String]?

        var point: AccessPoint {
            AccessPoint(id: id, name: name, desk: desk.desk, hotline: hotline.desk, area: area ?? [])
        }
    }

    struct DeskForm: Decodable {
        var name: String
        var phone: String
        var hours: String
        var address: String?
        var sample: Bool?

        var desk: Desk {
            Desk(name: name, phone: phone, hours: hours, address: address, isSample: sample ?? false)
        }
    }

    /// An account that bills of the province are paid to.
    struct PayeeForm: Decodable {
        var bank: String
        var account: String
        var sample: Bool?

        /// `nil` when it is no account at all.
        var payee: PayeeAccount? {
            let isDigits = { (text: String) in text.utf8.allSatisfy { (48...57).contains($0) } }
            guard bank.utf8.count == 6, isDigits(bank), (1...19).contains(account.utf8.count) else { return nil }
            guard account.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { return nil }
            return PayeeAccount(bank: bank, account: account)
        }
    }

    var accessPoints: [Place]
    var organisations: [String: String]?
    var payees: [PayeeForm]?
}

/// `dossier-states.yaml`: local words and the number of the national state each stands for.
struct DossierStatesFile: Decodable {
    var states: [String: Int]
}
