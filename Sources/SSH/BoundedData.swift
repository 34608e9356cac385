import Foundation

/// The first bytes of a stream, up to a bound; the rest is counted as cut off.
struct BoundedData {
    private(set) var data = Data()
    private(set) var isTruncated = false
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        let room = max(0, limit - data.count)
        unsafe data.append(contentsOf: bytes.prefix(room))
        if bytes.count > room { isTruncated = true }
    }
}
