/// Decode throughput to be expected from one stream, with a 90 % interval for a healthy host.
public struct SpeedEstimate: Hashable, Sendable {
    /// The middle.
    public let tokensPerSecond: Double
    /// Lower end of the 90 % interval.
    public let low: Double
    /// Upper end of the 90 % interval.
    public let high: Double
    /// What it rests on.
    public let basis: SpeedBasis
    /// Results behind the basis; 0 for a prediction.
    public let evidenceCount: Int
    /// Their benchmark ids, sorted.
    public let evidenceIDs: [String]
    /// Results of this GPU that were not counted, since their machines are far off the rest.
    public let setAsideCount: Int
    /// How it came about, in words, one step per line.
    public let explanation: [String]
    /// Whether the very machine was measured, so that its own bandwidth figure says nothing more.
    let knowsMachine: Bool
    let readShare: Double

    /// The estimate for a host whose memory runs at `ratio` of what is usual for the card.
    func onHost(bandwidthRatio ratio: Double) -> (tokensPerSecond: Double, low: Double, high: Double) {
        let slowdown = knowsMachine || ratio <= 0 ? 1 : (1 - readShare) + readShare / ratio
        return (Self.rounded(tokensPerSecond / slowdown), Self.rounded(low / slowdown), Self.rounded(high / slowdown))
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
