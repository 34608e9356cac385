extension BenchmarkResult {
    /// The model and what ran it.
    public struct Model: Hashable, Sendable, Codable {
        /// Ollama tag.
        public var name: String
        /// The part of the tag before the colon.
        public var family: String
        /// Such as `7B`.
        public var parameterCount: String
        /// Such as `Q4_K_M`.
        public var quantization: String
        /// Weights in GB (10^9 bytes).
        public var sizeGB: Double
        /// `ollama`.
        public var runtime: String
        /// Version of the runtime.
        public var runtimeVersion: String
        /// Content digest; tags move, digests do not.
        public var digest: String?

        enum CodingKeys: String, CodingKey {
            case name
            case family
            case parameterCount = "parameter_count"
            case quantization
            case sizeGB = "size_gb"
            case runtime
            case runtimeVersion = "runtime_version"
            case digest
        }

        /// Everything unknown stays at its empty value.
        public init(
            name: String = "",
            family: String = "",
            parameterCount: String = "",
            quantization: String = "",
            sizeGB: Double = 0,
            runtime: String = "ollama",
            runtimeVersion: String = "",
            digest: String? = nil
        ) {
            self.name = name
            self.family = family
            self.parameterCount = parameterCount
            self.quantization = quantization
            self.sizeGB = sizeGB
            self.runtime = runtime
            self.runtimeVersion = runtimeVersion
            self.digest = digest
        }
    }
}
