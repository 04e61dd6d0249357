import AccessPointDevices
import PublicServices

/// The province's messages in words.
struct NoticeWords {
    /// The most lines a message may take among other things (a page is 72 columns wide).
    static let mostLines = 2
    /// The most messages of a list: who reads more than these reads none.
    static let mostListed = 8

    let phrases: Phrases

    /// A message as it stands on the first page and on a procedure's; `nil` when it is longer than two lines.
    func block(_ notice: Notice) -> Page.Block? {
        let text = phrases(.noticeShown, ["text": phrases.choose(notice.text)])
        guard TextLayout.wrap(TerminalText(sanitising: text)).count <= Self.mostLines else { return nil }
        return said(notice, as: .text(text)) { phrases(.noticeShown, ["text": $0]) }
    }

    /// All messages with their last days.
    func page(_ notices: [Notice]) -> Page {
        Page(
            title: phrases(.noticesTitle), body: notices.prefix(Self.mostListed).map(item),
            choices: [phrases(.helpBack)])
    }

    private func item(_ notice: Notice) -> Page.Block {
        let dated = { (text: String) in
            notice.until.map { phrases(.noticeUntil, ["text": text, "day": $0.written]) } ?? text
        }
        return said(notice, as: .item(mark: "–", text: dated(phrases.choose(notice.text))), dated)
    }

    private func said(_ notice: Notice, as block: Page.Block, _ frame: (String) -> String) -> Page.Block {
        notice.spoken[phrases.tag].map { .said(as: frame($0), block) } ?? block
    }
}
