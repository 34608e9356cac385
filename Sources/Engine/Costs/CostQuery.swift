public import Domain
public import Foundation

/// Which costs are asked for.
public struct CostQuery: Hashable, Sendable {
    /// Only this consumer's.
    public var consumer: String?
    /// Only this session's.
    public var session: SessionID?
    /// Only this provider's.
    public var provider: ProviderID?
    /// Only this GPU's, in any spelling.
    public var gpuType: String?
    /// From when on; `nil` for the beginning.
    public var from: Date?
    /// Until when, that moment excluded; `nil` for now.
    public var to: Date?

    /// Describes a query; everything up to now by default.
    public init(
        consumer: String? = nil, session: SessionID? = nil, provider: ProviderID? = nil, gpuType: String? = nil, from: Date? = nil,
        to: Date? = nil
    ) {
        self.consumer = consumer
        self.session = session
        self.provider = provider
        self.gpuType = gpuType
        self.from = from
        self.to = to
    }
}
