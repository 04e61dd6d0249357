import BackendAPI
import Glibc
import NIOCore
import ServiceDesk

/// Cuts the catalogue into lines as it arrives.
struct CatalogueLines {
    /// Number of the last line given, from 1; empty lines count.
    private(set) var number = 0
    private var pending = ByteBuffer()
    /// Bytes of `pending` known to hold no line end.
    private var searched = 0

    mutating func add(_ piece: ByteBuffer) {
        pending.discardReadBytes()
        pending.writeImmutableBuffer(piece)
    }

    /// The next whole line that is not empty; `nil` when more bytes are needed.
    ///
    /// - Throws: `BackendError` for a line over `BodyLimit.line`.
    mutating func next() throws(BackendError) -> ByteBuffer? {
        while let length = lengthOfLine() {
            searched = 0
            number += 1
            guard length <= BodyLimit.line else { throw tooLong() }
            let line = pending.readSlice(length: length)
            pending.moveReaderIndex(forwardBy: 1)
            if let line, !isBlank(line) { return line }
        }
        guard pending.readableBytes <= BodyLimit.line else {
            number += 1
            throw tooLong()
        }
        return nil
    }

    /// The last line, when the body ends without a line end.
    mutating func last() -> ByteBuffer? {
        guard let line = pending.readSlice(length: pending.readableBytes), !isBlank(line) else { return nil }
        number += 1
        return line
    }

    private mutating func lengthOfLine() -> Int? {
        let found = pending.withUnsafeReadableBytes { bytes -> Int? in
            let rest = UnsafeRawBufferPointer(rebasing: bytes[min(searched, bytes.count)...])
            guard let start = rest.baseAddress, let end = memchr(start, 0x0A, rest.count) else { return nil }
            return bytes.count - rest.count + (UnsafeRawPointer(end) - start)
        }
        searched = found ?? pending.readableBytes
        return found
    }

    private func isBlank(_ line: ByteBuffer) -> Bool {
        line.withUnsafeReadableBytes { $0.allSatisfy { $0 <= 0x20 } }
    }

    private func tooLong() -> BackendError {
        BackendError(.badAnswer, detail: "catalogue line \(number): too long")
    }
}
