import Foundation

/// Times are stored as whole milliseconds since 1970, UTC: they sort as numbers and know no time zone.
extension Date {
    init(epochMilliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(epochMilliseconds) / 1000)
    }

    var epochMilliseconds: Int64 {
        Int64((timeIntervalSince1970 * 1000).rounded())
    }
}
