import Domain
import Foundation

/// Which part of a list a caller wants.
struct Paging {
    /// The arguments that say it.
    static let names = ["limit", "offset", "cursor"]

    private let limit: Int
    private let offset: Int
    private let last: String?

    /// Reads `limit`, `offset` and `cursor`; a page that nobody bounds has `usual` items.
    init(_ query: QueryFields, usual: Int = 100, most: Int = 1000) throws {
        limit = try query.whole("limit", 1...most) ?? usual
        let offset = try query.whole("offset", 0...1_000_000_000)
        guard let cursor = query.text("cursor") else {
            (self.offset, last) = (offset ?? 0, nil)
            return
        }
        guard offset == nil else {
            throw Problem(.invalidInput, "cursor and offset both say where a page begins", hint: "Keep one of them.")
        }
        (self.offset, last) = try Self.read(cursor)
    }

    /// That part of a list whose items `key` tells apart.
    ///
    /// A cursor begins after the item that it stands for, wherever that is now; where it is gone, at its old place.
    func page<Item: Sendable>(of all: [Item], key: (Item) -> String) -> ListPage<Item> {
        let start = last.flatMap { last in all.firstIndex { key($0) == last }.map { $0 + 1 } } ?? min(offset, all.count)
        let items = Array(all[start...].prefix(limit))
        let end = start + items.count
        let isLast = end >= all.count || items.isEmpty
        return ListPage(items: items, total: all.count, nextCursor: isLast ? nil : items.last.map { Self.write(end, key($0)) })
    }

    private static func write(_ offset: Int, _ key: String) -> String {
        var bytes = Data("\(offset)/\(key)".utf8)
        // No padding is needed then.
        while bytes.count % 3 != 0 { bytes.insert(UInt8(ascii: "0"), at: 0) }
        return bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    }

    private static func read(_ cursor: String) throws -> (Int, String) {
        let bytes = Data(base64Encoded: cursor.replacing("-", with: "+").replacing("_", with: "/"))
        let parts = bytes.flatMap { String(validating: $0, as: UTF8.self) }?.split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let parts, parts.count == 2, let offset = Int(parts[0]), (0...1_000_000_000).contains(offset) else {
            throw Problem(.invalidInput, "cursor is not one that a list answered with", hint: "Use next_cursor as it is, or leave it out.")
        }
        return (offset, String(parts[1]))
    }
}
