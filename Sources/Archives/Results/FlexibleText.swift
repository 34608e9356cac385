import Domain
import Foundation

/// Text that some script wrote as text, as a number, as a truth value or not at all; never a reason to refuse an
/// archive.
struct FlexibleText: Decodable {
    let value: String?

    init(_ value: String?) {
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Each shape is optional by design: lists and objects count as not recorded.
        if let text = try? container.decode(String.self) {
            value = text
        } else if let truth = try? container.decode(Bool.self) {
            value = String(truth)
        } else if let whole = try? container.decode(Int.self) {
            value = String(whole)
        } else if let number = try? container.decode(Double.self) {
            value = String(number)
        } else {
            value = nil
        }
    }

    /// The moment it names: RFC 3339, or seconds or milliseconds since the epoch in this century.
    var date: Date? {
        guard let value else { return nil }
        if let date = ProductJSON.date(rfc3339: value) { return date }
        guard let number = Double(value) else { return nil }
        let seconds = number > Self.century.upperBound ? number / 1000 : number
        return Self.century.contains(seconds) ? Date(timeIntervalSince1970: seconds) : nil
    }

    /// The years 2001 to 2099; other numbers are no times of a benchmark.
    private static let century = 978_307_200.0...4_102_444_800.0
}
