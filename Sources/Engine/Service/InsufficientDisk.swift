public import Advice
public import Domain

/// A rental was refused because its disk is too small for what it is to hold.
public struct InsufficientDisk: Error, Sendable {
    /// GB that were asked for.
    public let requestedGB: Int
    /// The model that it is to hold.
    public let model: String?
    /// How its weights were said to be stored.
    public let quantization: Quantization?
    /// What is needed, and of what it is made.
    public let estimate: DiskEstimate

    /// What to tell a person.
    public var message: String {
        "disk_gb \(requestedGB) is too small: at least \(estimate.minimumGB) GB are needed, \(estimate.recommendedGB) GB are recommended"
    }
}
