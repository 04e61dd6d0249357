import AccessPointDevices
import FoundationEssentials
import PublicServices

/// A page as a slip: its own words, and at the foot when and where it was printed and whom to ask.
struct SlipWords {
    let phrases: Phrases
    let accessPoint: AccessPoint
    /// Above everything in practice mode.
    let banner: String?
    /// The public portal, when the operator has named one.
    let portal: String?

    func slip(_ page: Page, now: Date) -> PaperSlip {
        let hotline = DeskWords(phrases: phrases).values(accessPoint.hotline)
        let printed = [
            "time": VietnamTime.clock(of: now), "day": VietnamTime.day(of: now).written, "place": accessPoint.name,
        ]
        let head = (banner.map { ["*** \($0) ***"] } ?? []) + [page.title, ""]
        let foot = [
            "", phrases(.slipNote), phrases(.slipPrinted, printed), phrases(.slipHotline, hotline), portal,
        ]
        return PaperSlip(
            lines: (head + page.body.map(\.text) + foot.compactMap(\.self)).map { TerminalText(sanitising: $0) }
        )
    }
}
