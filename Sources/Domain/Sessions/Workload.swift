/// What a rented machine is for; the words of the HTTP API.
public enum Workload: String, Hashable, Sendable, Codable, CaseIterable {
    case llm
    case vllm = "llm_vllm"
    case tgi = "llm_tgi"
    case training, batch, interactive, inference, ssh, benchmark
}
