import PublicServices

extension Visit {
    /// First time here: how the keys work, an exercise of a minute, and the way to the online services.
    func firstTime() async throws(Departure) {
        while true {
            let page = Page(
                title: phrases(.keysTitle),
                body: [.keysChoose, .keysFixed, .keysMistake, .keysPrivacy].map { .text(phrases($0)) },
                choices: [
                    phrases(.keysPractise), phrases(manner.isSlow ? .helpFast : .helpSlow), phrases(.onlineOffer),
                    phrases(.keysTry),
                ]
            )
            switch try await choose(page) {
            case 1: try await returning { () async throws(Departure) in try await practise() }
            case 2: await setSlow(!manner.isSlow)
            case 3:
                try await returning { () async throws(Departure) in
                    _ = try await choose(OnlineServicesPage(phrases: phrases).page)
                }
            default: throw .home
            }
        }
    }

    /// One page for each key; `0` leaves at any time, as everywhere.
    private func practise() async throws(Departure) {
        var exercise = KeyExercise()
        while true {
            let page = exercise.page(phrases)
            do throws(Departure) {
                let typed: String? = try await ask(page) { reply in
                    if case .text(let words) = reply { .success(words) } else { .success(nil) }
                }
                guard exercise.goOn(typed: typed) else { throw .home }
            } catch {
                guard error == .back, exercise.goBack() else { throw error }
            }
        }
    }
}

/// The exercise of the keys: a digit, a word, repeat, back, home.
struct KeyExercise: Equatable {
    enum Step: Int, CaseIterable {
        case digit, word, again, back, home
    }

    private(set) var step = Step.digit
    /// What was typed at the word, to show that it arrived.
    private var typed = ""
    /// `9` was tried where it is practised.
    private(set) var hasGoneBack = false

    /// The next step; `false` after the last.
    mutating func goOn(typed words: String?) -> Bool {
        if let words { typed = words }
        // Whoever came back by 9 has practised it and need not do so twice.
        let next = hasGoneBack && step == .again ? Step.home : Step(rawValue: step.rawValue + 1)
        guard let next else { return false }
        step = next
        return true
    }

    /// The step before; `false` at the first.
    mutating func goBack() -> Bool {
        guard let before = Step(rawValue: step.rawValue - 1) else { return false }
        if step == .back { hasGoneBack = true }
        step = before
        return true
    }

    func page(_ phrases: Phrases) -> Page {
        let number = ["number": "\(step.rawValue + 1)", "count": "\(Step.allCases.count)"]
        return Page(
            title: phrases(.exerciseTitle, number),
            body: texts(phrases).map { .text($0) },
            choices: step == .word ? [] : [phrases(choice)],
            entry: step == .word ? .text(example: phrases(.exerciseExample)) : .number
        )
    }

    private func texts(_ phrases: Phrases) -> [String] {
        switch step {
        case .digit: [phrases(.exerciseDigit)]
        case .word: [phrases(.exerciseWord, ["example": phrases(.exerciseExample)])]
        case .again where hasGoneBack: [phrases(.exerciseCameBack)]
        case .again: [phrases(.exerciseTyped, ["words": shown]), phrases(.exerciseAgain)]
        case .back: [phrases(.exerciseBack)]
        case .home: [phrases(.exerciseHome)]
        }
    }

    /// A long line is cut: the page has to fit whatever was typed.
    private var shown: String { typed.count > 40 ? typed.prefix(40) + "…" : typed }

    private var choice: Phrase {
        switch step {
        case .digit, .word: .exercisePressed
        case .again: .exerciseNext
        case .back: .exerciseSkip
        case .home: .givenHome
        }
    }
}
