/// Something to launch machines from, as the marketplace prints it.
struct MarketTemplate: Sendable {
    private(set) var row: JSONObject

    /// The name that a launch goes by.
    var hash: String? { row["hash_id"]?.string }

    /// The image with its tag.
    var image: String { [row["image"]?.string, row["tag"]?.string].compactMap(\.self).joined(separator: ":") }

    var onstart: String? { row["onstart"]?.string }

    /// Its variables and published ports, from flags of `docker run`.
    var environment: [(String, String)] {
        let words = (row["env"]?.string ?? "").split(separator: " ").map(String.init)
        return zip(words, words.dropFirst()).compactMap { flag, word in
            switch flag {
            case "-p": return ("-p " + word, "1")
            case "-e":
                let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return (parts[0], parts.count > 1 ? parts[1] : "")
            default: return nil
            }
        }
    }

    /// Somebody edits it: what it was called by names nothing any more.
    mutating func edit(into hash: String) { row["hash_id"] = .string(hash) }
}

extension MarketTemplate {
    /// Those of a fresh marketplace: some suit some hosts alone, one asks what nobody can read, one is a user's own, one is broken.
    static let all: [MarketTemplate] = [
        MarketTemplate(
            338_630, "Ollama", "a8a44c7363cbca20056020397e3bf072", image: "vastai/ollama", tag: "0.33.0", disk: 32,
            env: "-p 11434:11434 -e OLLAMA_HOST=0.0.0.0", filters: "{}"),
        MarketTemplate(
            338_702, "vLLM", "a4d2a0b85ae6719c0906ff66e7b3b434", image: "vastai/vllm", tag: "0.15.0", disk: 48,
            env: "-p 8000:8000 -e VLLM_PORT=8000", filters: #"{"cuda_max_good":{"gte":12.4},"gpu_total_ram":{"gt":21000}}"#),
        MarketTemplate(
            338_711, "PyTorch", "0f2b4c6d8e0a1c3e5a7b9d1f3c5e7a90", image: "vastai/pytorch", tag: "2.9.1", disk: 16,
            onstart: "echo \"$TEMPLATE_WORD\" >\"$HOME/template-started\"", env: "-e TEMPLATE_WORD=from-template",
            filters: #"{"cpu_arch":{"in":["arm64","amd64"]},"num_gpus":{"eq":"1"}}"#),
        MarketTemplate(
            338_725, "NeMo (arm64)", "6c1d2e3f4a5b60718293a4b5c6d7e8f9", image: "vastai/nemo", tag: "25.11", disk: 64,
            filters: #"{"cpu_arch":{"eq":"arm64"}}"#),
        MarketTemplate(
            338_733, "Broken filters", "77e6d5c4b3a291807f6e5d4c3b2a1908", image: "vastai/base-image", tag: "cuda-12.8", disk: 16,
            filters: #"{"cuda_max_good":{"gte":"#),
        MarketTemplate(
            412_345, "Somebody's own", "1234567890abcdef1234567890abcdef", image: "somebody/own", tag: "latest", disk: nil,
            recommended: false, filters: "{}"),
        MarketTemplate(row: JSONObject([("id", 338_740), ("name", "No hash"), ("image", .null), ("recommended", true)])),
    ]

    private init(
        _ id: Int, _ name: String, _ hash: String, image: String, tag: String, disk: Int?, onstart: String? = nil, env: String = "",
        recommended: Bool = true, filters: String
    ) {
        row = JSONObject([
            ("id", .int(id)), ("name", .string(name)), ("hash_id", .string(hash)), ("image", .string(image)), ("tag", .string(tag)),
            ("env", .string(env)), ("onstart", onstart.map { .string($0) } ?? .null), ("runtype", "jupyter"), ("args_str", ""),
            ("use_ssh", true), ("ssh_direct", true), ("jup_direct", true), ("recommended", .bool(recommended)),
            ("recommended_disk_space", disk.map { .double(Double($0)) } ?? .null), ("extra_filters", .string(filters)),
            ("creator_id", 62_897), ("created_at", 1_767_225_600.5), ("count_created", 1200), ("private", .bool(false)),
        ])
    }
}
