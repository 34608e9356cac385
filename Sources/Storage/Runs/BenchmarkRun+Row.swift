import Domain
import Foundation
import GRDB

extension BenchmarkRun {
    /// A run's row, and its entries by status with their number and cost.
    init(row: Row, groups: [Row]) throws {
        let (id, statusName): (String, String) = (row["id"], row["status"])
        guard let status = Status(rawValue: statusName) else { throw DecodingError.unreadable("run \(id) that is \(statusName)") }
        var counts = Counts()
        var cost = USD.zero
        for group in groups {
            let (name, number): (String, Int) = (group["status"], group["number"])
            guard let entryStatus = RunEntry.Status(rawValue: name) else {
                throw DecodingError.unreadable("entry of run \(id) that is \(name)")
            }
            counts.total += number
            switch entryStatus {
            case .pending: counts.pending += number
            case .running: counts.running += number
            case .success: counts.completed += number
            case .failed, .timeout: counts.failed += number
            case .skipped: counts.skipped += number
            }
            cost += USD(micros: group["cost"] ?? 0)
        }
        self.init(
            id: id, status: status, request: try RunRequest(stored: row["request"]), createdAt: Date(epochMilliseconds: row["created_at"]),
            updatedAt: Date(epochMilliseconds: row["updated_at"]), counts: counts, totalCost: cost)
    }
}

extension RunRequest {
    /// Reads what a row holds.
    init(stored text: String) throws {
        self = try ProductJSON.decoder().decode(RunRequest.self, from: Data(text.utf8))
    }

    /// What a row is to hold.
    func stored() throws -> String { String(decoding: try ProductJSON.encoder().encode(self), as: UTF8.self) }
}
