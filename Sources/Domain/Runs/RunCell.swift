/// One thing that a run is to measure.
public struct RunCell: Hashable, Sendable {
    /// The model's tag.
    public let model: String
    /// The card.
    public let gpuType: String
    /// Who rents the machine out.
    public let provider: ProviderID
    /// Why it is not worth trying; `nil` for one that is.
    public let objection: String?

    /// Describes a cell.
    public init(model: String, gpuType: String, provider: ProviderID, objection: String? = nil) {
        self.model = model
        self.gpuType = gpuType
        self.provider = provider
        self.objection = objection
    }
}
