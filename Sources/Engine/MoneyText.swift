public import Domain
import Foundation

/// Dollars as people read them.
public enum MoneyText {
    /// `$1.00`, `$0.006`: cents above a dollar and at whole cents, else three digits.
    public static func dollars(_ amount: USD) -> String {
        let digits = abs(amount.micros) >= 1_000_000 || amount.micros % 10_000 == 0 ? 2 : 3
        return "$" + fixed(amount.dollars, digits)
    }

    /// The same for a limit that somebody set: `$0.0001`, as many digits as it takes below a tenth of a cent.
    public static func limit(_ amount: USD) -> String {
        guard amount.micros != 0, abs(amount.micros) < 1000 else { return dollars(amount) }
        var text = fixed(amount.dollars, 6)
        while text.hasSuffix("0") { text.removeLast() }
        return "$" + text
    }

    /// The least amount in tenths of a cent that is not below this one: what somebody types in as a limit must suffice.
    public static func enough(_ amount: USD) -> String {
        dollars(USD(micros: (amount.micros + 999) / 1000 * 1000))
    }

    /// A number with a fixed count of digits after the point, in the C locale.
    public static func fixed(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }
}
