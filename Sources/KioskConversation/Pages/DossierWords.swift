import FoundationEssentials
import PublicServices
import VietnameseText

/// Where a shown status came from.
enum ShownOrigin: Equatable {
    case now
    case saved(Date)
}

/// A dossier in words.
struct DossierWords {
    let phrases: Phrases
    /// Names of organisations by their code.
    let organisations: [String: String]
    let clock: DossierClock

    init(phrases: Phrases, settings: VisitSettings) {
        self.phrases = phrases
        organisations = settings.organisations
        clock = DossierClock(calendar: settings.calendar)
    }

    /// The code group by group, so that a slip is heard before anybody is asked.
    func readBack(_ code: DossierCode) -> [Page.Block] {
        guard let parts = code.parts else {
            let code = Page.Block.text(phrases(.readBackCode, ["code": code.text]))
            return [.personal(code), .text(phrases(.readBackUnknown))]
        }
        let day = parts.receivedOn
        let date =
            phrases.readsVietnamese ? DateWords.words(year: day.year, month: day.month, day: day.day) : day.written
        return Page.Block.lines([
            phrases(.readBackCode, ["code": code.text]),
            phrases(.readBackOffice, ["office": organisations[parts.organisation] ?? parts.organisation]),
            phrases(.readBackDate, ["date": date]),
            phrases(.readBackNumber, ["number": parts.number]),
        ]).personal
    }

    /// The page's body: all of it, or the degree of completion only.
    ///
    /// - Parameter isUnchecked: digits were typed that nobody could be asked about.
    func body(_ status: DossierStatus, origin: ShownOrigin, now: Date, isUnchecked: Bool = false) -> [Page.Block] {
        let first = [phrases(.statusCode, ["code": status.code.text])]
        let last = [originWords(origin, now: now), isUnchecked ? phrases(.statusUnchecked) : nil]
        let isUnknown = status.detail.map { $0.state == nil } ?? false
        let full = status.detail.map { detail($0, today: VietnamTime.day(of: now)).personal }
        let middle = (full ?? []) + (full == nil || isUnknown ? degree(status.degree) : [])
        return Page.Block.lines(first).personal + middle + Page.Block.lines(last)
    }

    private func originWords(_ origin: ShownOrigin, now: Date) -> String {
        switch origin {
        case .now: phrases(.statusFresh, ["time": VietnamTime.clock(of: now)])
        case .saved(let asOf): phrases(.statusSaved, ["age": AgeWords(phrases: phrases).words(from: asOf, to: now)])
        }
    }

    private func degree(_ degree: DegreeOfCompletion) -> [Page.Block] {
        let (name, next): (Phrase, Phrase) =
            switch degree {
            case .received: (.degreeReceived, .degreeReceivedNext)
            case .inProgress: (.degreeInProgress, .degreeInProgressNext)
            case .waitingForYou: (.degreeWaiting, .degreeWaitingNext)
            case .finished: (.degreeFinished, .degreeFinishedNext)
            }
        return [.text(phrases(name)), .text(phrases(next))]
    }

    private func detail(_ detail: DossierDetail, today: CalendarDay) -> [Page.Block] {
        let reading = clock.reading(of: detail, today: today)
        var blocks = Page.Block.lines([
            state(detail, isLate: reading.isLate),
            phrases.noteOnRecords,
            detail.state == nil ? nil : detail.stateText.map { phrases(.detailStateText, ["text": $0]) },
            phrases(.detailProcedure, ["name": detail.procedureName]),
            phrases(.detailAgency, ["agency": detail.agency]),
            detail.receivedOn.map { phrases(detail.wasTaken ? .detailReceived : .detailSent, ["day": $0.written]) },
            detail.dueOn.map { phrases(.detailDue, ["day": $0.written]) },
            detail.finishedOn.map { phrases(detail.wasDone ? .detailFinished : .detailEnded, ["day": $0.written]) },
        ])
        blocks += lateness(detail, reading: reading)
        if !detail.missingPapers.isEmpty {
            blocks.append(.text(phrases(.detailMissing)))
            blocks += detail.missingPapers.map { .item(mark: "–", text: $0) }
        }
        return blocks + ending(detail)
    }

    /// The state and what to do next; a word of the province that nobody mapped is said as it is.
    private func state(_ detail: DossierDetail, isLate: Bool) -> String {
        guard let state = detail.state?.phrases else {
            return phrases(.stateLocal, ["word": detail.stateText ?? ""]) + " " + phrases(.stateLocalNext)
        }
        return phrases(state.name).uppercased() + ". " + phrases(isLate ? .stateProcessingLate : state.next)
    }

    /// Overdue is said openly, with the apology and the new date when there are any.
    private func lateness(_ detail: DossierDetail, reading: DossierClock.Reading) -> [Page.Block] {
        Page.Block.lines([
            timeLeft(reading),
            detail.apology.map { phrases(.detailApology, ["text": $0.text]) },
            detail.apology?.newDueOn.map { phrases(.detailNewDue, ["day": $0.written]) },
        ])
    }

    /// Working days left or overdue; a count that rests on a year without a decision says so.
    private func timeLeft(_ reading: DossierClock.Reading) -> String? {
        let estimate = reading.isEstimated ? " (\(phrases(.detailEstimate)))" : ""
        func sentence(_ phrase: Phrase, _ days: Int = 0) -> String {
            phrases(phrase, ["days": "\(days)", "estimate": estimate])
        }
        return switch reading.lateness {
        case .notDue(let days): sentence(days == 1 ? .detailDayLeft : .detailDaysLeft, days)
        case .dueToday: sentence(.detailDueToday)
        case .overdue(let days): sentence(days == 1 ? .detailOverdueDay : .detailOverdue, days)
        case .unknown, .stopped: nil
        }
    }

    private func ending(_ detail: DossierDetail) -> [Page.Block] {
        Page.Block.lines([
            detail.amountDue.map { phrases(.detailAmount, AmountWords(phrases: phrases).values($0)) },
            detail.collectAt.map { phrases(.detailCollect, ["place": $0]) },
            detail.collectUntil.map { phrases(.detailCollectUntil, ["day": $0.written]) },
            detail.postTracking.map { phrases(.detailPost, ["number": $0]) },
        ])
    }

    /// The dated steps; none without a full page.
    func history(_ detail: DossierDetail?) -> [Page.Block] {
        (detail?.history ?? []).map { event in
            let state = event.state.map { phrases($0.phrases.name) } ?? "“\(event.stateText ?? "")”"
            let line = phrases(.historyLine, ["day": event.day.written, "state": state])
            return .personal(.text(event.note.map { "\(line). \($0)" } ?? line))
        }
    }
}

/// An amount in figures, and in words for who reads Vietnamese.
struct AmountWords {
    let phrases: Phrases

    func values(_ amount: Int64) -> [String: String] {
        let figures = VietnameseNumbers.grouped(amount)
        // A point parts thousands in Vietnamese and decimals in English. Figures and unit stay on one line.
        return phrases.readsVietnamese
            ? ["amount": "\(figures)\u{A0}đồng", "words": "\(VietnameseNumbers.words(amount)) đồng"]
            : ["amount": "\(figures.replacing(".", with: ","))\u{A0}VND"]
    }
}

/// How long ago something was, in words; never negative.
struct AgeWords {
    let phrases: Phrases

    func words(from earlier: Date, to now: Date) -> String {
        let minutes = Int(max(0, min(now.timeIntervalSince(earlier), 1e9)) / 60)
        return switch minutes {
        case ..<2: phrases(.ageNow)
        case ..<120: phrases(.ageMinutes, ["count": "\(minutes)"])
        case ..<2880: phrases(.ageHours, ["count": "\(minutes / 60)"])
        default: phrases(.ageDays, ["count": "\(minutes / 1440)"])
        }
    }
}

extension DossierDetail {
    /// Whether the office took it: its first date is then that of the taking, else that of the sending.
    fileprivate var wasTaken: Bool {
        switch state {
        case .registered, .refused: false
        default: true
        }
    }

    /// Whether it was dealt with; what was refused, withdrawn or stopped only ended.
    fileprivate var wasDone: Bool {
        switch state {
        case .refused, .withdrawn, .stopped: false
        default: true
        }
    }
}

extension DossierClock.Reading {
    var isLate: Bool {
        if case .overdue = lateness { true } else { false }
    }
}

extension DossierState {
    /// The name of the state and what to do next.
    var phrases: (name: Phrase, next: Phrase) {
        switch self {
        case .registered: (.stateRegistered, .stateRegisteredNext)
        case .received: (.stateReceived, .stateReceivedNext)
        case .refused: (.stateRefused, .stateRefusedNext)
        case .processing: (.stateProcessing, .stateProcessingNext)
        case .supplementRequested: (.stateSupplement, .stateSupplementNext)
        case .paymentRequested: (.statePaymentRequested, .statePaymentRequestedNext)
        case .withdrawn: (.stateWithdrawn, .stateWithdrawnNext)
        case .stopped: (.stateStopped, .stateStoppedNext)
        case .finished: (.stateFinished, .stateFinishedNext)
        case .returned: (.stateReturned, .stateReturnedNext)
        }
    }
}
