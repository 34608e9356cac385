/// How well a catalogue row is founded.
public enum GPUFactSource: String, Hashable, Sendable, Codable, CaseIterable {
    /// Bandwidth and memory appear in a public collection of data sheets or in a marketplace's own listing.
    case dataSheet = "data sheet"
    /// Bandwidth from the vendor's white paper, memory as drivers are known to report it.
    case whitePaper = "vendor white paper"
    /// Several published figures disagree; the value here is the middle of them.
    case approximate
}
