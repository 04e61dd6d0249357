/// The name of a member of an object, packed so that it is compared in one step: at most sixteen bytes.
struct MemberName: Equatable, Sendable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    /// `nil` for a name over sixteen bytes.
    init?(_ name: some Collection<UInt8>) {
        guard name.count <= 16 else { return nil }
        for (place, byte) in name.enumerated() {
            // No byte of a name is 0, so no two names are packed alike.
            if place < 8 { first |= UInt64(byte) << (8 * place) } else { second |= UInt64(byte) << (8 * (place - 8)) }
        }
    }
}

/// The members of an object by name, with a note of which were read.
struct MemberTable<Key: CaseIterable & RawRepresentable<String> & Equatable & Sendable>: Sendable {
    private let keys = Array(Key.allCases)
    private let names = Key.allCases.map { MemberName($0.rawValue.utf8) }

    /// No member read.
    let none: UInt64 = 0

    /// The member of this name; `nil` when it is unknown or was read before.
    func key(_ name: MemberName, adding seen: inout UInt64) -> Key? {
        guard let place = names.firstIndex(of: name), seen & 1 << place == 0 else { return nil }
        seen |= 1 << place
        return keys[place]
    }

    /// Whether a member was read.
    func contains(_ key: Key, _ seen: UInt64) -> Bool {
        keys.firstIndex(of: key).map { seen & 1 << $0 != 0 } ?? false
    }
}
