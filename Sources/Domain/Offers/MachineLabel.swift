/// The text on every machine we rent: `gpu-shopper-<deployment>-<session>`.
///
/// It is what finds a machine again whose launch answer was lost, and what tells our machines from everybody else's.
public struct MachineLabel: Hashable, Sendable, CustomStringConvertible {
    /// What every label of the product starts with.
    public static let prefix = "gpu-shopper-"

    /// Whose machine it is.
    public let deployment: DeploymentID
    /// The session it was rented for; free text when somebody else wrote the label.
    public let session: String

    /// The label for a session of ours.
    public init(deployment: DeploymentID, session: SessionID) {
        self.deployment = deployment
        self.session = session.rawValue
    }

    /// Reads a label as `deployment` would have written it; `nil` when it is not that deployment's.
    ///
    /// Deployment names may contain hyphens, so `gpu-shopper-team-a-<id>` could be read as session `a-<id>` of `team`.
    /// A text that ends in a session id of ours is therefore split at that id, and belongs to `team-a` alone.
    public init?(_ text: String, of deployment: DeploymentID) {
        let ours = "\(Self.prefix)\(deployment)-"
        guard text.hasPrefix(ours) else { return nil }
        let session = String(text.dropFirst(ours.count))
        guard !session.isEmpty else { return nil }
        if let hyphen = session.lastIndex(of: "-") {
            let tail = String(session[session.index(after: hyphen)...])
            guard SessionID(rawValue: tail) == nil else { return nil }
        }
        self.deployment = deployment
        self.session = session
    }

    /// Whether a text is a label of this product, of whichever deployment.
    public static func isOfProduct(_ text: String) -> Bool {
        text.hasPrefix(prefix)
    }

    /// The label.
    public var description: String { "\(Self.prefix)\(deployment)-\(session)" }
}
