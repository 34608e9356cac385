import Foundation
import GRDB

/// Reads a row's columns in the order in which they were asked for.
///
/// By place and not by name: looking forty names up in forty columns costs more than the query.
struct ColumnReader {
    private let row: Row
    private var place = 0

    init(_ row: Row) {
        self.row = row
    }

    /// The next column.
    mutating func next<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value {
        defer { place += 1 }
        return row[place]
    }

    /// The next column, which may be null.
    mutating func nullable<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value? {
        defer { place += 1 }
        return row[place]
    }

    /// The next column as a time.
    mutating func date() -> Date { Date(epochMilliseconds: next()) }

    /// The next column as a time, which may be null.
    mutating func nullableDate() -> Date? { nullable().map(Date.init(epochMilliseconds:)) }
}
