import Foundation

public import Domain
import HTTP
import HTTPTypes

extension VastProvider {
    /// The account's id and credit.
    public func account() async throws -> ProviderAccount {
        let answer = try await success(of: VastCall(.showAccount, .get, "/api/v0/users/current"))
        let account = try answer.decoded(as: VastAccount.self)
        guard let balance = account.dollars.flatMap({ USD(dollars: $0) }) else { throw answer.unreadable() }
        return ProviderAccount(id: account.id, balance: balance)
    }
}
