/// The machine behind an offer, or the offer where its provider tells no machine.
///
/// Offer ids rotate and machines do not: what happened on a machine is remembered by the machine.
public enum MachineKey: Hashable, Sendable {
    /// A machine of a provider.
    case machine(ProviderID, String)
    /// An offer without one.
    case offer(OfferID)
}

extension Offer {
    /// What happened to its rentals is remembered by this.
    public var machineKey: MachineKey {
        if let machineID, !machineID.isEmpty { .machine(provider, machineID) } else { .offer(id) }
    }
}
