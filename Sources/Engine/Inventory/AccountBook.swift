import Domain
import Foundation
import Providers
import Synchronization

/// Remembers for a while whose key each provider says ours is: a server that takes up a thousand sessions asks once.
final class AccountBook: Sendable {
    private let time: any TimeSource
    private let known = Mutex<[ProviderID: (account: ProviderAccount, at: Date)]>([:])

    private let age: TimeInterval

    /// - Parameter age: seconds that an answer is good for.
    init(time: any TimeSource, age: TimeInterval) {
        self.time = time
        self.age = age
    }

    func account(at provider: any Provider) async throws -> ProviderAccount {
        let now = time.now
        if let entry = known.withLock({ $0[provider.id] }), abs(now.timeIntervalSince(entry.at)) < age { return entry.account }
        let account = try await provider.account()
        known.withLock { $0[provider.id] = (account, now) }
        return account
    }
}
