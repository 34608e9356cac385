public import Domain
import Foundation

/// What a model takes on a disk, read from its name.
public struct ModelDisk: Hashable, Sendable {
    /// Billions of parameters.
    public let parametersB: Double
    /// GB of weights.
    public let weightsGB: Double

    /// Reads a tag of the catalogue, or a name that tells the number of parameters, such as
    /// `meta-llama/Llama-3.1-8B-Instruct`; `nil` for any other.
    ///
    /// Without a quantization the name decides, else weights are taken to be in 16 bits, and in 4 bits after an Ollama tag.
    public init?(model: String, quantization: Quantization?) {
        let known = ModelCatalogue.lookUp(model).model
        let name = model.lowercased().split(separator: "/").last.map(String.init) ?? ""
        guard let parameters = known?.parametersB ?? Self.parameters(in: name) else { return nil }
        parametersB = parameters
        if let known, quantization == nil {
            weightsGB = Double(known.bytes) / ByteUnits.bytesPerGB
        } else {
            let format = quantization ?? Self.quantization(of: name) ?? (name.contains(":") ? .ggufQ4 : .fp16)
            weightsGB = parameters * format.bytesPerParameter
        }
    }

    /// Of models whose names do not tell.
    private static let untold: [(name: String, parametersB: Double)] = [
        ("deepseek-r1", 671), ("deepseek-v3", 671), ("deepseek-v2", 236), ("deepseek-coder-v2", 236),
    ]

    private static func parameters(in name: String) -> Double? {
        if let experts = name.firstMatch(of: /[-_:](\d{1,3})x(\d{1,4}(?:\.\d{1,3})?)b(?:[-_.]|$)/) {
            guard let count = Double(experts.1), let each = Double(experts.2), count > 0, each > 0 else { return nil }
            return count * each
        }
        if let told = name.firstMatch(of: /[-_:](\d{1,4}(?:\.\d{1,3})?)b(?:[-_.]|$)/) {
            return Double(told.1).flatMap { $0 > 0 ? $0 : nil }
        }
        let plain = ["-instruct", "-chat", "-base", "-awq", "-gptq", "-fp8"].reduce(name) { $0.replacing($1, with: "") }
        return untold.first { $0.name == plain }?.parametersB
    }

    private static func quantization(of name: String) -> Quantization? {
        [.awq, .gptq, .fp8, .int8, .int4].first { word in
            ["-", "_"].contains { name.hasSuffix($0 + word.rawValue.lowercased()) }
        }
    }
}
