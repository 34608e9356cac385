public import Domain
import Foundation

/// Dollars as people read them.
public enum MoneyText {
    /// `$1.00`, `$0.006`: cents above a dollar and at whole cents, else three digits.
    public static func dollars(_ amount: USD) -> String {
        let digits = abs(amount.micros) >= 1_000_000 || amount.micros % 10_000 == 0 ? 2 : 3
        return "$" + fixed(amount.dollars, digits)
    }

    /// A number with a fixed count of digits after the point, in the C locale.
    public static func fixed(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }
}
