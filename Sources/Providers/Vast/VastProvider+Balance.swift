import Foundation

public import Domain
import HTTP
import HTTPTypes

extension VastProvider {
    /// The account's credit.
    public func balance() async throws -> USD? {
        let answer = try await success(of: VastCall(.showAccount, .get, "/api/v0/users/current"))
        let dollars = try answer.decoded(as: VastAccount.self).dollars
        guard let balance = dollars.flatMap({ USD(dollars: $0) }) else { throw answer.unreadable() }
        return balance
    }
}
