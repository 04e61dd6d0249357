/// A slip as a PDF 1.4 of drawn pages, for a queue of CUPS.
///
/// CUPS draws plain text with whatever fonts the machine has, and driverless printers take PDF always: dots give
/// all 134 letters on each of them.
package enum SlipDocument {
    /// A4 in points, with margins of 20 mm.
    private static let page = (width: 595.0, height: 842.0, margin: 57.0)

    /// The document; `lineHeight` keeps a page from ending within a line.
    package static func bytes(printing bitmap: Bitmap, lineHeight: Int) -> [UInt8] {
        let dot = (page.width - 2 * page.margin) / Double(bitmap.width)
        let rows = Int((page.height - 2 * page.margin) / dot)
        let step = max(1, rows / max(1, lineHeight)) * max(1, lineHeight)
        var pages: [Range<Int>] = []
        for top in stride(from: 0, to: max(1, bitmap.height), by: step) {
            pages.append(top..<min(top + step, bitmap.height))
        }
        var writer = DocumentWriter()
        let kids = pages.indices.map { "\(3 + $0 * 3) 0 R" }.joined(separator: " ")
        writer.add("<< /Type /Catalog /Pages 2 0 R >>")
        writer.add("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
        for (index, rows) in pages.enumerated() { add(rows, of: bitmap, dot: dot, first: 3 + index * 3, to: &writer) }
        return writer.finished()
    }

    private static func add(
        _ rows: Range<Int>,
        of bitmap: Bitmap,
        dot: Double,
        first: Int,
        to writer: inout DocumentWriter
    ) {
        let (width, height) = (Double(bitmap.width) * dot, Double(rows.count) * dot)
        writer.add(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(page.width) \(page.height)] /Contents \(first + 1) 0 R "
                + "/Resources << /XObject << /Slip \(first + 2) 0 R >> >> >>")
        let foot = page.height - page.margin - height
        writer.add("<<", stream: Array("q \(width) 0 0 \(height) \(page.margin) \(foot) cm /Slip Do Q".utf8))
        writer.add(
            "<< /Type /XObject /Subtype /Image /ImageMask true /BitsPerComponent 1 /Decode [1 0] "
                + "/Width \(bitmap.width) /Height \(max(1, rows.count))",
            stream: rows.isEmpty ? [UInt8](repeating: 0, count: bitmap.stride) : Array(bitmap.rows(rows)))
    }
}

/// Puts objects of a PDF behind each other and remembers where they begin.
private struct DocumentWriter {
    private var bytes = Array("%PDF-1.4\n".utf8)
    private var places: [Int] = []

    mutating func add(_ dictionary: String, stream: [UInt8]? = nil) {
        places.append(bytes.count)
        bytes += "\(places.count) 0 obj\n\(dictionary)".utf8
        if let stream {
            bytes += " /Length \(stream.count) >>\nstream\n".utf8
            bytes += stream
            bytes += "\nendstream".utf8
        }
        bytes += "\nendobj\n".utf8
    }

    mutating func finished() -> [UInt8] {
        let table = bytes.count
        bytes += "xref\n0 \(places.count + 1)\n0000000000 65535 f \n".utf8
        for place in places {
            let digits = String(place)
            bytes += (String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n").utf8
        }
        bytes += "trailer\n<< /Size \(places.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8
        return bytes
    }
}
