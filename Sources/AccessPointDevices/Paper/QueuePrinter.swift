#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A printer of CUPS, through `lp`, `lpstat` and `cancel`.
package actor QueuePrinter: SlipPrinter {
    /// What the queue is given.
    package enum Form: Sendable {
        /// UTF-8 text, drawn with the machine's own fonts.
        case text
        /// A PDF of drawn pages.
        case pages(SlipFont)
        /// The bytes of a receipt printer, as they are (`-o raw`).
        case receipt(SlipFont)
    }

    private let lp: Tool
    private let queue: String
    private let form: Form
    private let limit: Duration
    /// Slips of this visit, and of the one before when the printer was busy with them.
    private var jobs: [Job] = []
    /// Whether the queue may hold a slip of which `lp` did not come to say the name.
    private var hasNamelessJob = false

    private struct Job {
        var name: String
        var isOld = false
    }

    /// Fails for a queue name that `lp` could take for something else.
    ///
    /// - Parameters:
    ///   - lp: the program; `lpstat` and `cancel` lie beside it.
    ///   - limit: how long each of them may take.
    package init?(lp: Tool, queue: String, form: Form, limit: Duration = .seconds(8)) {
        let isName = queue.utf8.allSatisfy { (0x21...0x7E).contains($0) && ![0x23, 0x2F].contains($0) }
        guard !queue.isEmpty, isName, !queue.hasPrefix("-"), queue.utf8.count <= 127 else { return nil }
        self.lp = lp
        self.queue = queue
        self.form = form
        self.limit = limit
    }

    package func put(_ slip: PaperSlip) async throws(PrinterFault) {
        let (bytes, options) = try await document(slip)
        // A title of ours: the queue shows it to whoever looks.
        let arguments = ["-d", queue, "-t", "kiosk"] + options
        let answer: [UInt8]
        do throws(ToolFault) {
            answer = try await lp.run(arguments, input: bytes, within: limit)
        } catch {
            // Ended in the middle or failed at the end, `lp` may have handed it over all the same.
            if error != .notThere { hasNamelessJob = true }
            throw error == .notThere ? .notThere : .failed
        }
        if let name = Self.jobName(in: answer) { jobs.append(Job(name: name)) } else { hasNamelessJob = true }
    }

    /// Cancels what waits and removes its data; what is on the paper right now may finish, but not twice.
    ///
    /// With a slip whose name is not known everything goes, what is on the paper too.
    package func takeBack() async {
        if hasNamelessJob { return await takeBackEverything() }
        let printing = await nowPrinting()
        var kept: [Job] = []
        for job in jobs {
            if !job.isOld, printing.contains(job.name) {
                kept.append(Job(name: job.name, isOld: true))
            } else {
                // One that is done already is refused, which is as good.
                _ = try? await lp.sibling("cancel")?.run(["-x", job.name], within: limit)
            }
        }
        jobs = kept
    }

    package func takeBackEverything() async {
        guard let user = getpwuid(geteuid()) else { return }
        let name = String(cString: user.pointee.pw_name)
        do throws(ToolFault) {
            _ = try await lp.sibling("cancel")?.run(["-x", "-a", "-u", name, queue], within: limit)
            hasNamelessJob = false
        } catch {
            // Asked again at the next visit's end.
            hasNamelessJob = error != .notThere
        }
        jobs = []
    }

    private func document(_ slip: PaperSlip) async throws(PrinterFault) -> ([UInt8], [String]) {
        switch form {
        case .text: return (slip.plainText(columns: 72), ["-o", "document-format=text/plain;charset=utf-8"])
        case .pages(let font):
            guard let drawing = await font.loaded() else { throw .noFont }
            let bitmap = drawing.drawing(of: slip)
            return (SlipDocument.bytes(printing: bitmap, lineHeight: drawing.lineHeight), [])
        case .receipt(let font):
            guard let drawing = await font.loaded() else { throw .noFont }
            return (ReceiptStream.bytes(printing: drawing.drawing(of: slip)), ["-o", "raw"])
        }
    }

    /// The jobs in `printer QUEUE now printing QUEUE-12.  enabled since …`.
    private func nowPrinting() async -> Set<String> {
        guard !jobs.isEmpty, let lpstat = lp.sibling("lpstat") else { return [] }
        let answer = (try? await lpstat.run(["-p", queue], within: limit)) ?? []
        let text = String(decoding: answer, as: UTF8.self)
        let busy = text.split(separator: "\n").filter { $0.contains("now printing") }
        return Set(busy.flatMap { $0.split { $0 == " " || $0 == "." }.map(String.init) })
    }

    /// The job's name in `request id is QUEUE-12 (1 file(s))`.
    static func jobName(in answer: [UInt8]) -> String? {
        let words = String(decoding: answer, as: UTF8.self).split { $0 == " " || $0 == "\n" }
        guard let place = words.firstIndex(of: "is"), place + 1 < words.count else { return nil }
        let name = words[place + 1]
        let isName = name.utf8.allSatisfy { (0x21...0x7E).contains($0) } && !name.hasPrefix("-")
        return isName && name.contains("-") ? String(name) : nil
    }
}
