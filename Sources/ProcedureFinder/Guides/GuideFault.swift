/// Something wrong in a guide's file, said so that the person who wrote it can mend it.
package struct GuideFault: Hashable, Sendable {
    /// Id of the guide.
    package let guide: String
    /// Where in the file, `questions.foreign.unknown`.
    package let key: String
    /// What is wrong.
    package let problem: String
    /// What to do about it.
    package let mend: String

    package init(guide: String, key: String, problem: String, mend: String) {
        self.guide = guide
        self.key = key
        self.problem = problem
        self.mend = mend
    }
}

extension GuideFault: CustomStringConvertible {
    /// One line for the operator.
    ///
    /// `guide birth, questions.foreign.unknown: there is no "foo". Name a question or an outcome of this guide.`
    package var description: String {
        "guide \(guide), \(key): \(problem). \(mend)."
    }
}
