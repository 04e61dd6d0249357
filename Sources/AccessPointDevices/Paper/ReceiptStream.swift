/// The bytes of a receipt printer (Epson ESC/POS): only dots, no text, so that no text can be a command.
package enum ReceiptStream {
    /// A printer's memory holds a band; a whole slip may not fit.
    static let bandHeight = 128

    /// Wakes the printer, prints the dots band by band (`GS v 0`), feeds and cuts (`GS V B`).
    package static func bytes(printing bitmap: Bitmap) -> [UInt8] {
        var bytes: [UInt8] = [0x1B, 0x40]
        for top in stride(from: 0, to: bitmap.height, by: bandHeight) {
            let rows = top..<min(top + bandHeight, bitmap.height)
            bytes += [0x1D, 0x76, 0x30, 0x00]
            bytes += littleEndian(bitmap.stride) + littleEndian(rows.count)
            bytes += bitmap.rows(rows)
        }
        return bytes + [0x1B, 0x64, 0x04, 0x1D, 0x56, 0x42, 0x00]
    }

    private static func littleEndian(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
}
