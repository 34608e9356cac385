import Domain
import Engine

extension APIContext {
    /// A session that the caller may change.
    ///
    /// Throws `.notFound` for one that there is not, `forbidden` for another consumer's.
    func owned(_ shop: Shop, _ id: String) async throws -> Session {
        let session = try await shop.desk.session(id)
        _ = try caller.consumer(named: session.plan.consumer)
        return session
    }
}
