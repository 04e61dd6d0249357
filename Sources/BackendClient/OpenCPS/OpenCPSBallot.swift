import FoundationEssentials
import PublicServices
import ServiceDesk

/// One answer of a rating as a vote on a site's question.
struct OpenCPSBallot: Equatable {
    /// The site's number of the question; it may change with every look.
    var votingID: Int64
    /// The survey's question, which does not change.
    var question: String
    /// From 1.
    var choice: Int
    var comment: String
}

extension OpenCPSBallot {
    /// The votes of a rating, in the survey's order; empty when the site asks nothing that was answered.
    ///
    /// A question is found by its words or by those the configuration names, an answer by its words, or by its place
    /// where both sides have as many.
    static func ballots(
        _ rating: SatisfactionRating,
        survey: Survey,
        questions: [OpenCPSQuestion],
        names: [String: String],
        mark: VoteMark
    ) -> [OpenCPSBallot] {
        var comment = rating.comment
        return survey.questions.compactMap { question in
            guard let value = rating.answers[question.id] else { return nil }
            let wanted = plain(names[question.id] ?? question.text["vi"] ?? question.id)
            guard let found = questions.first(where: { plain($0.subject) == wanted }), let id = found.id else {
                return nil
            }
            guard let choice = choice(of: value, in: question, among: found.choices) else { return nil }
            defer { comment = nil }
            let words = [comment, mark.text].compactMap { $0 }.joined(separator: " ")
            return OpenCPSBallot(votingID: id, question: question.id, choice: choice, comment: words)
        }
    }

    private static func choice(of value: String, in question: Survey.Question, among choices: [String]) -> Int? {
        guard let place = question.options.firstIndex(where: { $0.value == value }) else { return nil }
        let words = plain(question.options[place].text["vi"] ?? value)
        if let same = choices.firstIndex(where: { plain($0) == words }) { return same + 1 }
        return choices.count == question.options.count ? place + 1 : nil
    }

    /// Words without capitals, blanks and full stops, so that a site's way of writing does not matter.
    private static func plain(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}

/// Our mark in a vote's comment, by which a vote whose fate is unknown is found again: OpenCPS knows no id of ours.
///
/// Random digits of the record's id, so it tells nothing about who voted or when.
struct VoteMark: Equatable {
    let text: String

    init(_ id: RecordID) { text = "K-\(id.text.suffix(12))" }

    /// The mark at the end of a comment; nothing else of it is kept.
    static func find(in comment: String) -> String? {
        let end = comment.suffix(14)
        let digits = end.dropFirst(2)
        guard end.hasPrefix("K-"), digits.utf8.count == 12 else { return nil }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else { return nil }
        return String(end)
    }
}

/// The votes that this process knows to be taken, by record and question, so that a rating of several votes that was
/// cut off goes on where it stopped.
actor TakenVotes {
    private var numbers: [RecordID: [String: Int64]] = [:]

    func note(_ number: Int64, of question: String, _ record: RecordID) {
        numbers[record, default: [:]][question] = number
    }

    func number(of question: String, _ record: RecordID) -> Int64? { numbers[record]?[question] }

    /// For a record that has its receipt.
    func forget(_ record: RecordID) { numbers[record] = nil }

    var isEmpty: Bool { numbers.isEmpty }
}
