public import Domain
import Providers
public import Storage

/// Compares what the accounts hold with what our rows say.
///
/// Changes nothing.
public struct OrphanFinder: Sendable {
    /// What was found, and who could not be asked.
    public struct Findings: Sendable {
        /// Every machine of every account that answered.
        public let machines: [AccountMachine]
        /// Providers whose list could not be read to the end; nothing is known of their machines.
        public let failures: [(provider: ProviderID, problem: Problem)]
    }

    private let providers: ProviderSet
    private let store: Store

    /// Joins what it needs.
    public init(providers: ProviderSet, store: Store) {
        self.providers = providers
        self.store = store
    }

    /// Walks every page of every provider's list, then judges each machine by its label.
    public func find(in ids: [ProviderID] = []) async throws -> Findings {
        var machines: [AccountMachine] = []
        var failures: [(provider: ProviderID, problem: Problem)] = []
        for provider in try providers.selected(ids) {
            do {
                let instances = try await provider.instances()
                // Rows are read after the list: a machine launched meanwhile has its row already.
                let live = try await store.liveLabels()
                machines += instances.map { AccountMachine(instance: $0, standing: standing(of: $0, live: live)) }
            } catch let problem as Problem where problem.code != .localStorage {
                failures.append((provider.id, problem))
            }
        }
        return Findings(machines: machines, failures: failures)
    }

    private func standing(of instance: Instance, live: Set<String>) -> AccountMachine.Standing {
        guard let label = instance.label, MachineLabel.isOfProduct(label) else { return .foreign }
        // Whatever the deployment is called today: a row of ours that holds the machine decides.
        if live.contains(label) { return .live }
        return MachineLabel(label, of: store.deploymentID) == nil ? .otherDeployment : .orphan
    }
}
