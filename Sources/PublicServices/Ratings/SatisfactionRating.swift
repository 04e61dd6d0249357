/// What a citizen says about how they were served: answers only, nothing about the person.
package struct SatisfactionRating: Hashable, Codable, Sendable {
    /// Which survey was answered.
    package var survey: String
    /// Its version, so that a changed question is not mixed with the old one.
    package var surveyVersion: Int
    /// Chosen value by question.
    package var answers: [String: String]
    /// What the citizen wrote, checked by `Comment`.
    package var comment: String?
    /// The procedure rated, if one was.
    package var procedureCode: ProcedureCode?
    /// The office rated, in words of the access point's list.
    package var office: String?
    /// The day, without a time, so that nobody is found by the hour.
    package var day: CalendarDay
    /// The kiosk on which it was given.
    package var kiosk: String

    /// A rating without a comment.
    package init(survey: Survey, answers: [String: String], day: CalendarDay, kiosk: String) {
        self.survey = survey.id
        surveyVersion = survey.version
        self.answers = answers
        self.day = day
        self.kiosk = kiosk
    }
}

/// Free text that a citizen may leave.
package enum Comment {
    /// Longest comment in characters.
    package static let longest = 500

    /// Why a comment cannot be taken.
    package enum Refusal: Error, Equatable, Sendable {
        case tooLong
        /// Nine digits in a row look like an identity card, a telephone or a bank account.
        case looksPersonal
    }

    /// Checks a comment; blanks, dots, dashes, brackets and invisible characters between digits do not hide a number.
    package static func checked(_ typed: String) throws(Refusal) -> String {
        let text = String(typed.trimmingBlanks())
        guard text.count <= longest else { throw .tooLong }
        guard longestDigitRun(PlainCharacters.plain(text)) < 9 else { throw .looksPersonal }
        return text
    }

    private static func longestDigitRun(_ text: String) -> Int {
        var longest = 0
        var run = 0
        for character in text {
            if character.isNumber {
                run += 1
                longest = max(longest, run)
            } else if !" .-()".contains(character) {
                run = 0
            }
        }
        return longest
    }
}
