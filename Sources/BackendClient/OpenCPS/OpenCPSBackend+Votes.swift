import FoundationEssentials
import PublicServices
package import ServiceDesk

extension OpenCPSBackend {
    /// A rating as one vote for each answer; every other kind waits for the operator.
    ///
    /// The questions are listed just before, because their numbers change; a vote that is known to be taken is not
    /// sent again.
    package func submit(_ record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt {
        let ballots = try await ballots(for: record)
        for ballot in ballots where await votesTaken.number(of: ballot.question, record.id) == nil {
            let vote = try await body(
                OpenCPSVote.self,
                .vote(on: ballot.votingID, choice: ballot.choice, comment: ballot.comment))
            guard let number = vote.id else {
                // 200 with `{}`: the questions were renumbered between the two requests.
                throw BackendError(.conflict, detail: "the vote's question is gone")
            }
            await votesTaken.note(number, of: ballot.question, record.id)
        }
        return try await receipt(record, ballots)
    }

    /// Looks for the mark of this rating among the votes; `nil` unless every one of its votes is there.
    package func receipt(for record: OutboxRecord) async throws(BackendError) -> DeliveryReceipt? {
        let ballots = try await ballots(for: record)
        let mark = VoteMark(record.id).text
        var isWhole = true
        for ballot in ballots where await votesTaken.number(of: ballot.question, record.id) == nil {
            let votes = try await body(OpenCPSPage<OpenCPSVote>.self, .votes(on: ballot.votingID))
            guard Int64(votes.rows.count) >= votes.total else {
                throw BackendError(.badAnswer, detail: "the votes are not all listed")
            }
            if let number = votes.rows.first(where: { $0.mark == mark })?.id {
                await votesTaken.note(number, of: ballot.question, record.id)
            } else {
                isWhole = false
            }
        }
        return isWhole ? try await receipt(record, ballots) : nil
    }

    private func receipt(
        _ record: OutboxRecord,
        _ ballots: [OpenCPSBallot]
    ) async throws(BackendError) -> DeliveryReceipt {
        guard let first = ballots.first, let number = await votesTaken.number(of: first.question, record.id) else {
            throw BackendError(.badAnswer, detail: "no vote has a number")
        }
        await votesTaken.forget(record.id)
        return DeliveryReceipt(id: record.id, digest: record.digest, number: "\(number)")
    }

    private func ballots(for record: OutboxRecord) async throws(BackendError) -> [OpenCPSBallot] {
        guard record.kind == .rating else { throw BackendError(.notOffered, detail: "OpenCPS takes ratings only") }
        guard let agency = site.votingAgency else {
            throw BackendError(.notOffered, detail: "backend.votingAgency is not set")
        }
        _ = try RecordDigest.checked(record)
        guard let rating = try? JSONDecoder().decode(SatisfactionRating.self, from: Data(record.payload)),
            rating.survey == survey.id, rating.surveyVersion == survey.version
        else { throw BackendError(.rejected, detail: "the rating answers another survey") }
        let questions = try await body(OpenCPSPage<OpenCPSQuestion>.self, .questions(agency: agency)).rows
        let ballots = OpenCPSBallot.ballots(
            rating, survey: survey, questions: questions, names: site.votes, mark: VoteMark(record.id))
        guard !ballots.isEmpty else {
            throw BackendError(.rejected, detail: "the site asks none of the survey's questions; see backend.votes")
        }
        return ballots
    }
}
