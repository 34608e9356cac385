public import Domain

/// A machine on an account, and whose it is.
public struct AccountMachine: Sendable {
    /// Whose machine it is, judged by its label and our rows.
    public enum Standing: String, Hashable, Sendable, Codable {
        /// This product's, and an unfinished session of ours holds it.
        case live
        /// Ours, and no unfinished session knows it.
        case orphan
        /// This product's, of another deployment.
        case otherDeployment = "other_deployment"
        /// Not this product's.
        case foreign
    }

    /// The machine.
    public let instance: Instance
    /// Whose it is.
    public let standing: Standing
}
