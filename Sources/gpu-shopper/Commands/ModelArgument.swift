import Advice
import Domain
import Foundation

/// `--model`, checked against the catalogue.
struct ModelArgument {
    let tag: String
    let bytes: Double

    /// GB of disk to rent: image and system, the weights, and room to write them once more.
    var diskGB: Int { Int((20 + 1.5 * bytes / ByteUnits.bytesPerGB).rounded(.up)) }

    /// The catalogue's entry, or a `Problem` with the nearest names.
    static func known(_ text: String) throws -> ModelArgument {
        switch ModelCatalogue.lookUp(text) {
        case .found(let model): return ModelArgument(tag: model.tag, bytes: Double(model.bytes))
        case .unknown(let nearest):
            throw Problem(
                .invalidInput, "the model '\(text)' is not in the catalogue",
                hint: nearest.isEmpty
                    ? "Give an Ollama tag such as qwen2:7b or llama3.1:8b." : "Did you mean \(nearest.joined(separator: " or "))?")
        }
    }
}
