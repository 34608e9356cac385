import Domain

/// How a model is served by an image that we know.
struct ModelServer: Sendable {
    /// The image.
    let image: String
    /// Variables that the image, or a template of it, goes by.
    let environment: [String: String]
    /// Starts the server: machines with SSH do not run their image's own entry point.
    let command: [String]

    /// The server of a workload; `nil` for one that is not about serving, and without a model.
    init?(_ workload: Workload, model: String, quantization: Quantization?, gpuCount: Int) {
        guard !model.isEmpty, let image = Self.image(of: workload), let port = Self.port(of: workload) else { return nil }
        self.image = image
        if workload == .vllm {
            let arguments = Self.vllmArguments(quantization, gpuCount: gpuCount)
            environment = ["VLLM_MODEL": model, "VLLM_ARGS": arguments.joined(separator: " ")]
            command = ["vllm", "serve", model, "--host", "0.0.0.0", "--port", String(port)] + arguments
        } else {
            let word = quantization.flatMap(Self.tgiWord)
            environment = ["MODEL_ID": model].merging(word.map { ["QUANTIZE": $0] } ?? [:]) { $1 }
            command =
                ["text-generation-launcher", "--model-id", model, "--hostname", "0.0.0.0", "--port", String(port)]
                + (word.map { ["--quantize", $0] } ?? [])
        }
    }

    /// The image that serves a workload, where there is one.
    static func image(of workload: Workload) -> String? {
        switch workload {
        case .vllm: "vllm/vllm-openai:latest"
        case .tgi: "ghcr.io/huggingface/text-generation-inference:latest"
        default: nil
        }
    }

    /// The port inside that it listens on.
    static func port(of workload: Workload) -> Int? {
        switch workload {
        case .vllm: 8000
        case .tgi: 80
        default: nil
        }
    }

    private static func vllmArguments(_ quantization: Quantization?, gpuCount: Int) -> [String] {
        var arguments = ["--gpu-memory-utilization", "0.90"]
        switch quantization {
        case .awq, .gptq, .fp8: arguments += ["--quantization", quantization?.rawValue.lowercased() ?? ""]
        case .fp32: arguments += ["--dtype", "float32"]
        case .fp16: arguments += ["--dtype", "float16"]
        case .bf16: arguments += ["--dtype", "bfloat16"]
        // It finds these in the weights themselves.
        case .int8, .int4, .ggufQ4, nil: break
        }
        if gpuCount > 1 { arguments += ["--tensor-parallel-size", String(gpuCount)] }
        return arguments
    }

    private static func tgiWord(_ quantization: Quantization) -> String? {
        switch quantization {
        case .awq, .gptq, .fp8: quantization.rawValue.lowercased()
        case .int8: "bitsandbytes"
        case .int4: "bitsandbytes-nf4"
        case .fp32, .fp16, .bf16, .ggufQ4: nil
        }
    }
}
