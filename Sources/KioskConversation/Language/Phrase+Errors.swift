extension Phrase {
    /// Every sentence about something that could not be understood.
    ///
    /// Each says what happened and what to type with an example, in 25 words, and never blames
    /// (research/accessibility.md §5.6); the tests check it in every pack.
    package static let errors: [Phrase] = [
        .errorEmpty, .errorNotAChoice, .errorNotHere, .errorEmptyText, .errorTooLong,
        .guideDayWrong,
        .dossierCodeEmpty, .dossierCodeDate, .dossierCodeFuture, .dossierCodeLong, .factorWrong,
        .factorSecretWrong,
        .paymentWrong,
        .rateCommentPersonal, .rateCommentLong,
    ]
}
