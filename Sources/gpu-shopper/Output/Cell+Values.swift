import Domain
import Engine
import Foundation

extension Table.Cell {
    /// A name with a short form for people alone.
    static func id(_ id: String, shown length: Int) -> Table.Cell { .init(String(id.prefix(length)), value: id) }

    /// An amount with a dollar sign, or nothing.
    static func dollars(_ amount: USD?) -> Table.Cell {
        amount.map { .init(MoneyText.dollars($0), value: FlagRange.plain($0.dollars)) } ?? "-"
    }

    /// A price with a fixed count of digits; nothing where it is unknown or zero.
    static func price(_ amount: USD?) -> Table.Cell {
        guard let amount, amount > .zero else { return "-" }
        return .init(MoneyText.fixed(amount.dollars, 3), value: FlagRange.plain(amount.dollars))
    }

    /// A figure with a fixed count of digits; nothing where it is unknown or zero.
    static func figure(_ value: Double?, _ digits: Int) -> Table.Cell {
        guard let value, value != 0 else { return "-" }
        return .init(MoneyText.fixed(value, digits), value: FlagRange.plain(value))
    }

    /// A whole number with a unit for people alone; nothing where it is unknown or zero.
    static func whole(_ value: Int?, unit: String = "") -> Table.Cell {
        guard let value, value != 0 else { return "-" }
        return .init("\(value)\(unit)", value: "\(value)")
    }

    /// A moment, or nothing.
    static func moment(_ date: Date?) -> Table.Cell { .init(date.map(ProductJSON.rfc3339) ?? "-") }
}
