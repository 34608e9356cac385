import Domain

/// An offer id as numbers, so that a market can be sorted without comparing strings.
///
/// The order is that of `OfferID`: shorter ids first, then by their bytes; the first sixteen bytes decide almost always.
struct OfferOrder {
    private let length: Int
    private let first: UInt64
    private let second: UInt64
    private let id: OfferID

    init(_ id: OfferID) {
        var words: (UInt64, UInt64) = (0, 0)
        var position = 0
        for byte in id.rawValue.utf8.prefix(16) {
            if position < 8 { words.0 |= UInt64(byte) << (56 - 8 * UInt64(position)) }
            if position >= 8 { words.1 |= UInt64(byte) << (56 - 8 * UInt64(position - 8)) }
            position += 1
        }
        self.id = id
        length = id.rawValue.utf8.count
        (first, second) = words
    }

    static func < (left: OfferOrder, right: OfferOrder) -> Bool {
        if left.length != right.length { return left.length < right.length }
        if left.first != right.first { return left.first < right.first }
        if left.second != right.second { return left.second < right.second }
        return left.length > 16 && left.id < right.id
    }
}
