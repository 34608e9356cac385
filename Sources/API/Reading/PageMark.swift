import Domain
import Foundation

/// Where the next page of a list begins, as an opaque word.
struct PageMark {
    let createdAt: Date
    let id: SessionID

    init(createdAt: Date, id: SessionID) {
        self.createdAt = createdAt
        self.id = id
    }

    /// Throws `.invalidInput` for a word that is none of ours.
    init(_ cursor: String) throws {
        let parts =
            Data(base64Encoded: cursor.replacing("-", with: "+").replacing("_", with: "/"))
            .map { String(decoding: $0, as: UTF8.self).split(separator: "/") } ?? []
        guard parts.count == 2, let milliseconds = Int64(parts[0]), let id = SessionID(rawValue: String(parts[1])),
            abs(milliseconds) < 1 << 52
        else {
            throw Problem(.invalidInput, "cursor is not one that a list answered with", hint: "Use next_cursor as it is, or leave it out.")
        }
        createdAt = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        self.id = id
    }

    /// 24 characters or multiples of four, so that no padding is needed.
    var text: String {
        var bytes = "\(Int64((createdAt.timeIntervalSince1970 * 1000).rounded()))/\(id)"
        while bytes.utf8.count % 3 != 0 { bytes = "0" + bytes }
        return Data(bytes.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    }
}
