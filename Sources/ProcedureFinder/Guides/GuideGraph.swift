/// The questions and outcomes of a guide as a graph: which can follow which, on some date and answer.
struct GuideGraph {
    let guide: Guide
    private let followers: [String: [String]]

    init(_ guide: Guide) {
        self.guide = guide
        followers = Dictionary(guide.questions.map { ($0.id, $0.allTargets) }, uniquingKeysWith: { first, _ in first })
    }

    /// Every id that can be reached from `start`, with `start` itself.
    func reachable(from start: String) -> Set<String> {
        var seen: Set<String> = [start]
        var open = [start]
        while let id = open.popLast() {
            for next in followers[id] ?? [] where seen.insert(next).inserted {
                open.append(next)
            }
        }
        return seen
    }

    /// Questions that can lead back to themselves, in the file's order.
    var questionsInCycles: [String] {
        guide.questions.map(\.id).filter { id in
            (followers[id] ?? []).contains { reachable(from: $0).contains(id) }
        }
    }

    /// Most questions asked on any way from `start`; only for a graph without cycles.
    func longestPath(from start: String) -> Int {
        var known: [String: Int] = [:]
        func length(_ id: String) -> Int {
            guard let next = followers[id] else { return 0 }
            if let length = known[id] { return length }
            let longest = 1 + (next.map(length).max() ?? 0)
            known[id] = longest
            return longest
        }
        return length(start)
    }

    /// The ends reached when "I don't know" is answered from `question` on, over all dates; without cycles only.
    func endsOfUnknown(from question: GuideQuestion) -> Set<String> {
        var ends: Set<String> = []
        for target in question.unknown.branches.map(\.to) {
            if let next = guide.question(target) {
                ends.formUnion(endsOfUnknown(from: next))
            } else {
                ends.insert(target)
            }
        }
        return ends
    }
}

extension GuideQuestion {
    /// Every route out of the question with its place in the file.
    var routes: [(key: String, route: GuideRoute)] {
        let ofOptions = options.map { (key: "options.\($0.value).next", route: $0.next) }
        let ofDay = day.map { [(key: "day", route: $0)] } ?? []
        return ofOptions + ofDay + [(key: "unknown", route: unknown)]
    }

    var allTargets: [String] {
        routes.flatMap { $0.route.branches.map(\.to) }
    }
}
