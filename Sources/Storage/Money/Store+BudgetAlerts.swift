public import Domain
public import Foundation
import GRDB

extension Store {
    /// Says once in a period that a budget runs short: the alarm, the mark of the period and the messages become durable
    /// together; false when it was said already.
    public func alertBudget(
        _ kind: Alarm.Kind, of consumer: String, period: String, message: String, deliveries: [NewDelivery], at date: Date
    ) async throws -> Bool {
        let column = try Self.mark(of: kind)
        return try await write(turns: Self.patientTurns) { db in
            try db.execute(
                sql: "UPDATE budgets SET \(column) = ? WHERE consumer = ? AND \(column) IS NOT ?", arguments: [period, consumer, period])
            guard db.changesCount == 1 else { return false }
            // One that stands is of another period: this is a new one.
            try Self.clear(kind, consumer, at: date, in: db)
            try Self.raise(kind, consumer, message, at: date, in: db)
            for delivery in deliveries { try Self.enqueue(delivery, at: date, in: db) }
            return true
        }
    }

    /// Takes back that a budget runs short: it was raised, or its period turned.
    ///
    /// It may be said again, in the same period too.
    public func clearBudgetAlert(_ kind: Alarm.Kind, of consumer: String, at date: Date) async throws {
        let column = try Self.mark(of: kind)
        try await write(turns: Self.patientTurns) { db in
            try db.execute(sql: "UPDATE budgets SET \(column) = NULL WHERE consumer = ?", arguments: [consumer])
            try Self.clear(kind, consumer, at: date, in: db)
        }
    }

    /// The column that holds for which period it was said.
    private static func mark(of kind: Alarm.Kind) throws -> String {
        switch kind {
        case .budgetWarning: return "warned_for"
        case .budgetExceeded: return "exceeded_for"
        case .teardownRefused, .teardownLate, .providerUnreachable, .orphan:
            throw Problem(.internalError, "\(kind.rawValue) is no alarm about a budget")
        }
    }
}
