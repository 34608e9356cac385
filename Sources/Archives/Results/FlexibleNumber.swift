import Foundation

/// A number that some script wrote as a number, as text or not at all; never a reason to refuse an archive.
struct FlexibleNumber: Decodable {
    let value: Double?

    init(_ value: Double?) {
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Each shape is optional by design: what is no number counts as not recorded.
        if let number = try? container.decode(Double.self) {
            value = number
        } else if let text = try? container.decode(String.self) {
            value = Double(text.filter { !$0.isWhitespace })
        } else {
            value = nil
        }
    }

    /// Nil for what no `Int` can hold.
    var whole: Int? { value.flatMap { Int(exactly: $0.rounded()) } }
}
