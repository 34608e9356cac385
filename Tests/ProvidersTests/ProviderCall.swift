import Domain
import Providers

/// One call of the protocol, with any arguments.
struct ProviderCall: Sendable {
    let name: String
    let run: @Sendable (any Provider) async throws -> Void

    static let all = [
        ProviderCall(name: "offers") { _ = try await $0.offers(matching: OfferQuery(diskGB: 40)) },
        ProviderCall(name: "templates") { _ = try await $0.templates() },
        ProviderCall(name: "launch") { _ = try await $0.launch(try VastFixtures.launchRequest()) },
        ProviderCall(name: "grantAccess") {
            try await $0.grantAccess(to: InstanceID(provider: $0.id, local: "77"), publicKey: VastFixtures.publicKey)
        },
        ProviderCall(name: "instance") { _ = try await $0.instance(InstanceID(provider: $0.id, local: "77")) },
        ProviderCall(name: "instances") { _ = try await $0.instances() },
        ProviderCall(name: "requestEnd") { try await $0.requestEnd(of: InstanceID(provider: $0.id, local: "77")) },
        ProviderCall(name: "account") { _ = try await $0.account() },
    ]
}
