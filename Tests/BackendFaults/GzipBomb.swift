/// 512 MB of blanks in half a megabyte: 128 times a flushed block of 4 MB, which is a few bytes around zeros.
package let bomb: [UInt8] =
    bytes("1f8b0800000000000203")
    + (0..<128).flatMap { _ in
        bytes("ecc1010d000000c2a02aef9fd21e0e28") + [UInt8](repeating: 0, count: 3875) + bytes("e0dd000000ffff")
    }

private func bytes(_ digits: String) -> [UInt8] {
    let nibbles = digits.compactMap(\.hexDigitValue)
    return stride(from: 0, to: nibbles.count - 1, by: 2).map { UInt8(nibbles[$0] * 16 + nibbles[$0 + 1]) }
}
