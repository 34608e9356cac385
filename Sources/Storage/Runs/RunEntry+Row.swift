import Domain
import Foundation
import GRDB

extension RunEntry {
    init(row: Row) throws {
        let (id, name): (String, String) = (row["id"], row["status"])
        guard let status = Status(rawValue: name) else { throw DecodingError.unreadable("entry \(id) that is \(name)") }
        self.init(
            id: id, run: row["run"], model: row["model"], gpuType: row["gpu_type"], provider: ProviderID(rawValue: row["provider"]),
            status: status, priority: row["priority"], createdAt: Date(epochMilliseconds: row["created_at"]))
        worker = row["worker"]
        outputFile = row["output_file"]
        session = row["session"]
        offer = (row["offer"] as String?).map(OfferID.init(rawValue:))
        pricePerHour = (row["price_micros"] as Int64?).map(USD.init(micros:))
        benchmark = row["benchmark"]
        tokensPerSecond = row["tokens_per_second"]
        cost = (row["cost_micros"] as Int64?).map(USD.init(micros:))
        failureReason = row["failure_reason"]
        failureStage = row["failure_stage"]
        startedAt = (row["started_at"] as Int64?).map(Date.init(epochMilliseconds:))
        completedAt = (row["completed_at"] as Int64?).map(Date.init(epochMilliseconds:))
    }
}
