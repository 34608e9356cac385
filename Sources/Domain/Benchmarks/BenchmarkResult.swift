public import Foundation

/// One measured or published benchmark: model x hardware x runtime x settings.
///
/// The JSON keys are those of the reference's `BenchmarkResult`; what the reference lacked stands in keys of its own.
public struct BenchmarkResult: Hashable, Sendable, Codable, Identifiable {
    /// Derived from the content, so that importing twice stores once.
    public var id: String
    /// When the measuring started (or the date a publication gives), UTC.
    public var timestamp: Date
    /// The machine.
    public var hardware: Hardware
    /// The model and what ran it.
    public var model: Model
    /// The conditions.
    public var testConfig: TestConfig
    /// The figures.
    public var results: Figures
    /// Telemetry, all zero when there was none.
    public var gpuStats: GPUStats
    /// Where the machine was rented.
    public var provider: String
    /// Place in the provider's words.
    public var location: String
    /// Dollars per hour, disk included; 0 when unknown.
    public var pricePerHour: USD
    /// Whether the figures can be used.
    public var verdict: Verdict
    /// Why the verdict is not `valid`, one short sentence each.
    public var verdictReasons: [String]
    /// Where the figures come from.
    public var source: Source
    /// Which publication or campaign, for published and imported results.
    public var sourceDetail: String?
    /// Our session, when we measured it.
    public var sessionID: String?
    /// The offer, when we measured it.
    public var offerID: String?
    /// The physical machine, when known.
    public var machineID: String?
    /// SHA-256 of the archive's content, hexadecimal.
    public var contentHash: String

    /// How far a result can be trusted.
    public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
        /// Can be advised from.
        case valid
        /// Kept and shown, never advised from.
        case suspect
        /// Measured something else than it claims.
        case invalid
    }

    /// Where figures come from.
    public enum Source: String, Hashable, Sendable, Codable, CaseIterable {
        /// By this product's pipeline.
        case measured
        /// From a raw archive that somebody else's run left.
        case imported
        /// From a publication: a summary without raw data.
        case published
        /// Sent in by a caller of the HTTP API; nobody has judged it.
        case submitted
    }

    enum CodingKeys: String, CodingKey {
        case id, timestamp, hardware, model, results, provider, location, verdict, source
        case testConfig = "test_config"
        case gpuStats = "gpu_stats"
        case pricePerHour = "price_per_hour"
        case verdictReasons = "verdict_reasons"
        case sourceDetail = "source_detail"
        case sessionID = "session_id"
        case offerID = "offer_id"
        case machineID = "machine_id"
        case contentHash = "content_hash"
    }

    /// Joins the parts.
    public init(
        id: String, timestamp: Date, hardware: Hardware, model: Model, testConfig: TestConfig, results: Figures,
        gpuStats: GPUStats = GPUStats(), provider: String, location: String, pricePerHour: USD,
        verdict: Verdict = .valid, verdictReasons: [String] = [], source: Source, sourceDetail: String? = nil,
        sessionID: String? = nil, offerID: String? = nil, machineID: String? = nil, contentHash: String
    ) {
        self.id = id
        self.timestamp = timestamp
        self.hardware = hardware
        self.model = model
        self.testConfig = testConfig
        self.results = results
        self.gpuStats = gpuStats
        self.provider = provider
        self.location = location
        self.pricePerHour = pricePerHour
        self.verdict = verdict
        self.verdictReasons = verdictReasons
        self.source = source
        self.sourceDetail = sourceDetail
        self.sessionID = sessionID
        self.offerID = offerID
        self.machineID = machineID
        self.contentHash = contentHash
    }
}
