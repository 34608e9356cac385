import Domain
import Providers

/// Takes a list's word for what exists: an empty one ends everything.
struct CredulousProvider: Provider {
    let base: SimulatedProvider

    var id: ProviderID { base.id }
    var address: String { base.address }
    func offers(matching query: OfferQuery) async throws -> OfferListing { try await base.offers(matching: query) }
    func launch(_ request: LaunchRequest) async throws -> Instance { try await base.launch(request) }
    func grantAccess(to id: InstanceID, publicKey: String) async throws { try await base.grantAccess(to: id, publicKey: publicKey) }
    func instance(_ id: InstanceID) async throws -> Instance? { try await base.instances().first { $0.id == id } }
    func instances() async throws -> [Instance] { try await base.instances() }
    func requestEnd(of id: InstanceID) async throws { try await base.requestEnd(of: id) }
    func account() async throws -> ProviderAccount { try await base.account() }
}
