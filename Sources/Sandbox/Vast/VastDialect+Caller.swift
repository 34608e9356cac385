import Foundation
import HTTPTypes
import Hummingbird

extension VastDialect {
    /// Whose key a call carries.
    enum Caller: Hashable {
        case account
        /// A machine's own key, with the id of the machine.
        case machine(Int)
    }

    /// Whose key the request carries; refuses one without a key, and the key of a machine that is gone.
    func caller(of request: Request) throws(VastRefusal) -> Caller {
        guard let key = Self.bearer(request) ?? request.argument("api_key"), !key.isEmpty else { throw .noKey }
        if key == "bad-key" { throw .badKey }
        guard InstanceKey.isOne(key) else { return .account }
        guard let owner = cloud.with({ $0.rentals.values.first { $0.instanceKey.text == key }?.id }) else { throw .badKey }
        return .machine(owner)
    }

    /// The key behind `Bearer `; a header without one is none.
    private static func bearer(_ request: Request) -> String? {
        let words = (request.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return words[1].trimmingCharacters(in: .whitespaces)
    }
}
