public import Foundation
public import HTTPTypes

/// Reads `Retry-After`, in seconds or as a date.
public enum RetryAfter {
    /// The wait the answer asks for; `nil` when it asks for none or cannot be read.
    ///
    /// A date is taken against the server's own `Date` where it sends one, so a wrong clock here does no harm.
    public static func wait(in response: HTTPResponse, now: Foundation.Date) -> Duration? {
        guard let text = response.headerFields[.retryAfter]?.trimmingCharacters(in: .whitespaces) else {
            return nil
        }
        if let seconds = Double(text), seconds.isFinite {
            return seconds < 0 ? nil : .seconds(min(seconds, 1e9))
        }
        guard let until = date(text) else { return nil }
        let from = response.headerFields[.date].flatMap(date) ?? now
        return .seconds(min(max(0, until.timeIntervalSince(from)), 1e9))
    }

    /// An HTTP date in any of the three forms of RFC 9110, section 5.6.7.
    static func date(_ text: String) -> Foundation.Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        for format in ["EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM d HH:mm:ss yyyy"] {
            formatter.dateFormat = format
            if let date = formatter.date(from: text) { return date }
        }
        return nil
    }
}
