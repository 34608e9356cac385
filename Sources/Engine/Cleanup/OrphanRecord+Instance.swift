public import Domain
public import Foundation

extension OrphanRecord {
    /// What is known of a machine that carries a label of `deployment`'s and that no session knows.
    public init(_ machine: Instance, of deployment: DeploymentID, foundAt: Date) {
        let label = machine.label ?? ""
        self.init(
            instance: machine.id, label: label,
            session: MachineLabel(label, of: deployment).flatMap { SessionID(rawValue: $0.session) }, gpuName: machine.gpuName,
            pricePerHour: machine.pricePerHour ?? .zero, billedFrom: min(machine.startedAt ?? foundAt, foundAt), foundAt: foundAt)
    }
}
