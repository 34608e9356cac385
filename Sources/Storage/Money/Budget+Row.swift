import Domain
import Foundation
import GRDB

extension Budget {
    init(row: Row) throws {
        let (periodName, whenExceededName): (String, String) = (row["period"], row["when_exceeded"])
        guard let period = Period(rawValue: periodName), let whenExceeded = WhenExceeded(rawValue: whenExceededName) else {
            throw DecodingError.unreadable("budget by \(periodName) that ends in \(whenExceededName)")
        }
        self.init(
            consumer: row["consumer"], limit: USD(micros: row["limit_micros"]), period: period, whenExceeded: whenExceeded,
            webhookURL: row["webhook_url"], sealedWebhookSecret: row["webhook_secret"],
            updatedAt: Date(epochMilliseconds: row["updated_at"]))
        warnedFor = row["warned_for"]
        exceededFor = row["exceeded_for"]
    }
}
