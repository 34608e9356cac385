/// How a sandbox behaves; every default suits a demo.
public struct SandboxOptions: Sendable {
    /// Port on 127.0.0.1; 0 picks a free one.
    public var port = 0
    /// Folder for the machines' files; `nil` is a fresh temporary one that is removed at the end.
    public var dataDirectory: String?
    /// Prices, places and truth follow from it.
    public var seed: UInt64 = 1
    /// How many offers the market holds.
    public var offers = 48
    /// Seconds from creation to `running`.
    public var bootSeconds = 1.5
    /// Seconds that pulling any model takes.
    public var pullSeconds = 2.0
    /// Seconds that loading a model into memory takes.
    public var loadSeconds = 0.3
    /// Seconds from `running` until what a machine serves on its open ports is healthy.
    public var apiSeconds = 0.5
    /// Whether machines run the start script they were rented with; each that leaves something running costs this computer processes.
    public var startScripts = true
    /// Dollars on the account.
    public var balance = 25.0

    /// The defaults.
    public init() {}
}
