import PublicServices

/// OpenCPS's states as the nation's ten (research/opencps-wire.md §3.3 and §6.1).
///
/// Sites add states of their own; those keep the site's words.
enum OpenCPSState {
    /// The state for a status word or an old number; `nil` for a site's own.
    static func state(_ status: String?) -> DossierState? {
        switch status {
        case "new", "collecting", "110", "120": .registered
        case "receiving", "130": .received
        case "unresolved": .refused
        case "processing", "handover", "interoperating", "pausing", "cancelling", "200", "210": .processing
        case "waiting", "correcting", "131", "201": .supplementRequested
        case "paying", "132", "202", "302": .paymentRequested
        case "cancelled", "410": .withdrawn
        case "denied": .stopped
        case "releasing", "posting", "300", "310": .finished
        case "done", "400": .returned
        default: nil
        }
    }

    /// The state also of a site's own word: still going on until there is a result.
    static func nearest(_ status: String?, isReleased: Bool) -> DossierState {
        state(status) ?? (isReleased ? .finished : .processing)
    }

    /// Whether the national state says less than the site's words.
    static func needsWords(_ status: String?) -> Bool {
        guard let status, state(status) != nil else { return true }
        return ["handover", "interoperating", "pausing", "cancelling", "posting", "correcting"].contains(status)
    }
}

extension OpenCPSDossier {
    /// The national state nearest to the site's.
    var state: DossierState {
        OpenCPSState.nearest(status, isReleased: released != nil || finished != nil)
    }

    /// The full page in the domain's words.
    var detail: DossierDetail {
        let isPaused = lockState?.hasPrefix("PAUSE") ?? false
        var detail = DossierDetail(state: state, procedureName: serviceName ?? "", agency: agency ?? "")
        detail.stateText = isPaused || OpenCPSState.needsWords(status) ? statusText : nil
        detail.procedureCode = serviceCode.flatMap { ProcedureCode($0) }
        detail.receivedOn = received ?? submitted
        // While it is paused the promised day says nothing; the server's own "quá hạn" can be stale.
        detail.dueOn = isPaused ? nil : promised
        detail.finishedOn = released ?? finished
        if state == .supplementRequested { detail.missingPapers = note.map(MarkupText.lines) ?? [] }
        if status == "releasing" { detail.collectAt = agency }
        return detail
    }

    /// The later of due date and extension: an early release also writes an "extension" (§3.2).
    private var promised: CalendarDay? {
        guard let due, let extended else { return due }
        return max(due, extended)
    }
}

extension OpenCPSPayment {
    /// What became of it; `nil` for a number this client does not know (§4.3).
    var outcome: PaymentOutcome? {
        switch status {
        case 5: .paid
        // The payer or a gateway says paid, the agency has not confirmed: nobody should pay twice.
        case 3: .notArrived
        // Asked for again although the accountant approved: unclear, so the careful answer.
        case 2 where isApproved: .notArrived
        case 1, 2, 4: .unpaid
        default: nil
        }
    }
}
