#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Overwrites memory in a way the optimiser may not leave out.
func overwrite(_ bytes: UnsafeMutableRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    #if canImport(Darwin)
    memset_s(start, bytes.count, 0, bytes.count)
    #else
    explicit_bzero(start, bytes.count)
    #endif
}

/// What a person is typing, in memory that is overwritten before it is given back.
///
/// Copies share storage until one of them is changed: hold it in one place.
struct SecretScalars: Sendable {
    private(set) var scalars: [Unicode.Scalar]

    init() {
        scalars = []
        scalars.reserveCapacity(256)
    }

    var isEmpty: Bool { scalars.isEmpty }
    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        if scalars.count == scalars.capacity { grow() }
        scalars.append(scalar)
    }

    mutating func removeLast(_ count: Int) {
        for _ in 0..<count {
            scalars[scalars.count - 1] = "\0"
            scalars.removeLast()
        }
    }

    mutating func wipe() {
        scalars.withUnsafeMutableBytes { overwrite($0) }
        scalars.removeAll(keepingCapacity: true)
    }

    /// An array that grows by itself leaves its old storage behind unwiped.
    private mutating func grow() {
        var larger: [Unicode.Scalar] = []
        larger.reserveCapacity(scalars.capacity * 2)
        larger.append(contentsOf: scalars)
        scalars.withUnsafeMutableBytes { overwrite($0) }
        scalars = larger
    }
}
