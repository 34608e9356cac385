/// The short name of a marketplace, as it stands in offer ids, flags and tables.
public struct ProviderID: RawRepresentable, Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The name, lower case: `vastai`, `tensordock`, `bluelobster`, `hosts`.
    public let rawValue: String

    /// Wraps a name; lower-cases it, since people type `VastAI`.
    public init(rawValue: String) {
        self.rawValue = rawValue.lowercased()
    }

    /// Vast.ai.
    public static let vastai = ProviderID(rawValue: "vastai")

    /// TensorDock.
    public static let tensordock = ProviderID(rawValue: "tensordock")
    /// Blue Lobster.
    public static let bluelobster = ProviderID(rawValue: "bluelobster")

    /// Every marketplace that results and sessions can name, whether or not this version can rent there.
    public static let all = [bluelobster, tensordock, vastai]

    /// The name.
    public var description: String { rawValue }

    /// Alphabetical.
    public static func < (left: ProviderID, right: ProviderID) -> Bool { left.rawValue < right.rawValue }
}
