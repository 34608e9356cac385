public import Domain

/// How much disk a machine needs for a model and what surrounds it.
public struct DiskEstimate: Hashable, Sendable {
    /// The model, where one was named.
    public let model: ModelDisk?
    /// GB that the container image takes.
    public let imageGB: Double
    /// GB that the template should have.
    public let templateFloorGB: Int?
    /// GB of what the system itself takes.
    public let systemGB = 5.0

    /// GB while the weights are written: half of them once more.
    public var bufferGB: Double { weightsGB / 2 }
    /// GB of weights.
    public var weightsGB: Double { model?.weightsGB ?? 0 }

    /// What is known of a machine's needs; `nil` when that is nothing.
    public init?(model: String?, quantization: Quantization?, template: Template?) {
        let disk = model.flatMap { $0.isEmpty ? nil : ModelDisk(model: $0, quantization: quantization) }
        guard disk != nil || template != nil else { return nil }
        self.model = disk
        imageGB = template == nil ? 10 : 15
        templateFloorGB = template?.recommendedDiskGB
    }

    /// The least that does, in whole GB.
    public var minimumGB: Int { max(Int(saturating: sum.rounded(.up)), templateFloorGB ?? 0) }

    /// What leaves room: a fifth more, in steps of 5 GB.
    public var recommendedGB: Int {
        max(Int(saturating: ((1.2 * sum).rounded(.up) / 5).rounded(.up) * 5), templateFloorGB ?? 0)
    }

    private var sum: Double { weightsGB + bufferGB + imageGB + systemGB }
}
