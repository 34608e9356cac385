import Domain
import Foundation
import GRDB

extension Store {
    /// Why each doubtful result from a known machine is doubtful, by the result's id.
    public func doubtsAboutMachines() async throws -> [String: [String]] {
        let rows = try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT id, json FROM benchmarks WHERE verdict <> 'valid' AND machine_id IS NOT NULL"
            )
            .map { (id: $0[0] as String, json: $0[1] as Data) }
        }
        let decoder = ProductJSON.decoder()
        return try translating {
            try Dictionary(uniqueKeysWithValues: rows.map { ($0.id, try decoder.decode(Doubt.self, from: $0.json).reasons) })
        }
    }

    /// The part of a result that says what speaks against it.
    private struct Doubt: Decodable {
        let reasons: [String]

        enum CodingKeys: String, CodingKey {
            case reasons = "verdict_reasons"
        }
    }
}
