import Foundation

/// A visit that goes through every job and gives twenty secrets.
struct SecretVisit {
    let secrets: [Secret]
    private let words: [String]
    private let unknownCodes: [String]
    private let slips: [(code: String, secret: String)]
    private let typedCode: String
    private let factor: String
    private let references: [String]
    private let comment: String
    /// Typed at the very end and not yet entered.
    let halfTyped: String

    /// - Parameter samples: codes that the practice backend said it knows, with their four digits, in its order.
    init(samples: [(code: String, lastFour: String)]) throws {
        guard samples.count > 5 else { throw Failure("the practice backend named no dossiers") }
        let tag = { (0..<8).map { _ in String("bcdghklmnpqrtvx".randomElement() ?? "x") }.joined() }
        words = (0..<4).map { _ in "zq" + tag() + " " + tag() }
        unknownCodes = (0..<2).map { _ in "H43.12-260101-\(Int.random(in: 9100...9999))" }
        slips = samples.dropFirst().prefix(4).map { ($0.code, "mau0" + $0.lastFour.suffix(3)) }
        (typedCode, factor) = (samples[0].code, samples[0].lastFour)
        references = ["MAU0001", "MAU0002", "ZQ" + tag().uppercased() + "77"]
        comment = "nhan vien " + tag() + " rat tot"
        halfTyped = "zz" + tag()
        secrets =
            words.enumerated().map { Secret(name: "search words \($0.offset + 1)", text: $0.element) }
            + unknownCodes.enumerated().map { Secret(name: "unknown code \($0.offset + 1)", text: $0.element) }
            + slips.enumerated().map { Secret(name: "scanned code \($0.offset + 1)", text: $0.element.code) }
            + slips.dropLast().enumerated().map {
                Secret(name: "slip secret \($0.offset + 1)", text: $0.element.secret)
            }
            + [Secret(name: "typed code", text: typedCode), Secret(name: "four digits", text: factor, isShort: true)]
            + references.enumerated().map { Secret(name: "payment reference \($0.offset + 1)", text: $0.element) }
            + [Secret(name: "comment", text: comment), Secret(name: "unfinished line", text: halfTyped)]
    }

    /// Types everything; at the end the visit stands in the search page with an unfinished line.
    func play(in tmux: Tmux) throws {
        try tmux.enter("")
        try page(tmux, "XIN CHÀO")
        try find(tmux)
        try dossiers(tmux)
        try payments(tmux)
        try rate(tmux)
        try answer(tmux, "1", "TÌM THỦ TỤC")
        try tmux.type(halfTyped)
        try tmux.wait { $0.contains(halfTyped) }
    }

    private func find(_ tmux: Tmux) throws {
        for words in words {
            try answer(tmux, "1", "TÌM THỦ TỤC")
            try answer(tmux, words, nil)
            try home(tmux)
        }
    }

    private func dossiers(_ tmux: Tmux) throws {
        for code in unknownCodes {
            try answer(tmux, "2", "XEM HỒ SƠ")
            try answer(tmux, code, "ĐÚNG HỒ SƠ NÀY")
            try answer(tmux, "1", nil)
            try answer(tmux, "1234", "CHƯA XEM ĐƯỢC")
            try home(tmux)
        }
        for slip in slips {
            try answer(tmux, "2", "XEM HỒ SƠ")
            try answer(tmux, "https://mau.example/tra-cuu?MHS=\(slip.code)&s=\(slip.secret)", "TÌNH TRẠNG HỒ SƠ")
            try home(tmux)
        }
        try answer(tmux, "2", "XEM HỒ SƠ")
        try answer(tmux, typedCode, "ĐÚNG HỒ SƠ NÀY")
        try answer(tmux, "1", nil)
        try answer(tmux, factor, "TÌNH TRẠNG HỒ SƠ")
        try home(tmux)
    }

    private func payments(_ tmux: Tmux) throws {
        for reference in references {
            try answer(tmux, "3", "TRA CỨU KHOẢN NỘP")
            try answer(tmux, reference, nil)
            try home(tmux)
        }
    }

    /// All questions answered with 1, the offered further questions too, until words may be typed.
    private func rate(_ tmux: Tmux) throws {
        var shown = try answer(tmux, "4", "Câu 1")
        for _ in 0..<12 where !shown.contains("Gõ vào đây") {
            shown = try answer(tmux, shown.contains("Trả lời thêm") ? "2" : "1", nil)
        }
        guard shown.contains("Gõ vào đây") else { throw Failure("no page for a comment:\n\(shown)") }
        _ = try answer(tmux, comment, "0 ")
        try home(tmux)
    }

    private func home(_ tmux: Tmux) throws { try answer(tmux, "0", "Lần đầu dùng máy này") }

    /// Types a line and waits for the next page.
    @discardableResult
    private func answer(_ tmux: Tmux, _ text: String, _ title: String?) throws -> String {
        let before = try tmux.screen()
        try tmux.enter(text)
        return try tmux.wait { now in now != before && Self.asks(now) && title.map { now.contains($0) } ?? true }
    }

    private func page(_ tmux: Tmux, _ title: String) throws { try tmux.wait { $0.contains(title) && Self.asks($0) } }

    /// The last line is a prompt with nothing behind it.
    private static func asks(_ screen: String) -> Bool {
        let last = screen.split(separator: "\n").last { !$0.allSatisfy(\.isWhitespace) } ?? ""
        let line = last.trimmingCharacters(in: .whitespaces)
        return line.hasSuffix("Enter:") || line.hasSuffix("số:")
    }
}
