import FoundationEssentials
import ServiceDesk

/// Writes values as little-endian bytes; texts and byte strings carry their length.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ instant: Date) { write(instant.timeIntervalSince1970.bitPattern) }

    mutating func write(_ text: String) { write(Array(text.utf8)) }

    mutating func write(_ text: String?) {
        write(UInt8(text == nil ? 0 : 1))
        if let text { write(text) }
    }

    mutating func write(_ part: [UInt8]) {
        write(UInt32(part.count))
        bytes.append(contentsOf: part)
    }

    /// Bytes without a length, where the reader knows it.
    mutating func writeRaw(_ part: some Sequence<UInt8>) { bytes.append(contentsOf: part) }
}

/// Reads what `ByteWriter` wrote; throws `StoreError(.damaged)` rather than reading past the end.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// Whether everything was read.
    var isAtEnd: Bool { rest.isEmpty }

    mutating func read<Value: FixedWidthInteger>(_: Value.Type) throws(StoreError) -> Value {
        let part = try take(Value.bitWidth / 8)
        return part.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(as: Value.self)) }
    }

    mutating func readInstant() throws(StoreError) -> Date {
        let seconds = Double(bitPattern: try read(UInt64.self))
        guard seconds.isFinite else { throw StoreError(.damaged, detail: "instant") }
        return Date(timeIntervalSince1970: seconds)
    }

    mutating func readBytes() throws(StoreError) -> ArraySlice<UInt8> {
        try take(Int(try read(UInt32.self)))
    }

    mutating func readText() throws(StoreError) -> String {
        guard let text = String(validating: try readBytes(), as: UTF8.self) else {
            throw StoreError(.damaged, detail: "text")
        }
        return text
    }

    mutating func readOptionalText() throws(StoreError) -> String? {
        try read(UInt8.self) == 0 ? nil : try readText()
    }

    mutating func take(_ count: Int) throws(StoreError) -> ArraySlice<UInt8> {
        guard count >= 0, count <= rest.count else { throw StoreError(.damaged, detail: "cut short") }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// Everything not read yet.
    mutating func takeAll() -> ArraySlice<UInt8> {
        defer { rest = [] }
        return rest
    }
}
