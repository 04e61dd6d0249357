/// The ten tasks of `kiosk practice`, in the order in which they are done.
///
/// Each is what a volunteer has to do well (research/features.md, F2 and F3): find with people's own words, read codes
/// and states aright, keep visits apart, and look away when somebody rates.
package enum TrainingTask: Int, CaseIterable, Sendable {
    case words = 1, marks, guide, slip, late, payment, rating, outage, next, hiding

    /// Its sentences.
    struct Sentences {
        /// A few words, for the result.
        var name: TrainingPhrase
        /// What is to be done.
        var task: TrainingPhrase
        /// The same in a few words, above every page meanwhile.
        var note: TrainingPhrase
        /// After a miss: where to look.
        var hint: TrainingPhrase
        /// Key by key.
        var way: TrainingPhrase
        /// Why it matters, once it is done.
        var lesson: TrainingPhrase
    }

    var sentences: Sentences {
        switch self {
        case .words:
            Sentences(
                name: .wordsName, task: .wordsTask, note: .wordsNote, hint: .wordsHint, way: .wordsWay,
                lesson: .wordsLesson)
        case .marks:
            Sentences(
                name: .marksName, task: .marksTask, note: .marksNote, hint: .marksHint, way: .marksWay,
                lesson: .marksLesson)
        case .guide:
            Sentences(
                name: .guideName, task: .guideTask, note: .guideNote, hint: .guideHint, way: .guideWay,
                lesson: .guideLesson)
        case .slip:
            Sentences(
                name: .slipName, task: .slipTask, note: .slipNote, hint: .slipHint, way: .slipWay, lesson: .slipLesson)
        case .late:
            Sentences(
                name: .lateName, task: .lateTask, note: .lateNote, hint: .lateHint, way: .lateWay, lesson: .lateLesson)
        case .payment:
            Sentences(
                name: .paymentName, task: .paymentTask, note: .paymentNote, hint: .paymentHint, way: .paymentWay,
                lesson: .paymentLesson)
        case .rating:
            Sentences(
                name: .ratingName, task: .ratingTask, note: .ratingNote, hint: .ratingHint, way: .ratingWay,
                lesson: .ratingLesson)
        case .outage:
            Sentences(
                name: .outageName, task: .outageTask, note: .outageNote, hint: .outageHint, way: .outageWay,
                lesson: .outageLesson)
        case .next:
            Sentences(
                name: .nextName, task: .nextTask, note: .nextNote, hint: .nextHint, way: .nextWay, lesson: .nextLesson)
        case .hiding:
            Sentences(
                name: .hidingName, task: .hidingTask, note: .hidingNote, hint: .hidingHint, way: .hidingWay,
                lesson: .hidingLesson)
        }
    }
}

/// How a task went.
package enum TrainingOutcome: Equatable, Sendable {
    /// At the first try.
    case passed
    /// After a hint or another try.
    case passedWithHelp
    case open
}
