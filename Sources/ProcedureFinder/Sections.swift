/// Writes arrays of numbers one after the other, each with its length, little endian.
struct SectionWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func section<Element: FlatNumber>(_ elements: [Element]) {
        append(UInt64(elements.count))
        elements.map(\.flat).withUnsafeBytes { bytes.append(contentsOf: $0) }
        while bytes.count % 8 != 0 { bytes.append(0) }
    }
}

/// Reads what ``SectionWriter`` wrote; every step says whether the bytes sufficed.
struct SectionReader {
    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func integer() -> UInt64? {
        guard position + 8 <= bytes.count else { return nil }
        defer { position += 8 }
        return bytes.withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        }
    }

    mutating func section<Element: FlatNumber>(_ elements: inout [Element]) -> Bool {
        let size = MemoryLayout<Element>.size
        guard let length = integer(), length <= UInt64((bytes.count - position) / size) else { return false }
        let start = position
        let count = Int(length)
        elements = Array(unsafeUninitializedCapacity: count) { buffer, initialized in
            bytes.withUnsafeBytes { raw in
                for index in 0..<count {
                    let flat = raw.loadUnaligned(fromByteOffset: start + index * size, as: Element.Flat.self)
                    buffer.initializeElement(at: index, to: Element(flat: flat))
                }
            }
            initialized = count
        }
        position += (count * size + 7) / 8 * 8
        return position <= bytes.count
    }
}

/// A number with one byte order on disk.
protocol FlatNumber {
    associatedtype Flat: BitwiseCopyable
    var flat: Flat { get }
    init(flat: Flat)
}

extension UInt8: FlatNumber {
    var flat: UInt8 { self }
    init(flat: UInt8) { self = flat }
}

extension UInt32: FlatNumber {
    var flat: UInt32 { littleEndian }
    init(flat: UInt32) { self.init(littleEndian: flat) }
}

extension UInt64: FlatNumber {
    var flat: UInt64 { littleEndian }
    init(flat: UInt64) { self.init(littleEndian: flat) }
}

extension Float: FlatNumber {
    var flat: UInt32 { bitPattern.littleEndian }
    init(flat: UInt32) { self.init(bitPattern: UInt32(littleEndian: flat)) }
}
