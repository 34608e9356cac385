import Advice
import Domain
import Foundation

/// `--model`, checked against the catalogue.
struct ModelArgument {
    let tag: String
    let bytes: Double
    private let contextLimit: Int?

    /// GB of disk to rent: image and system, the weights, and room to write them once more.
    var diskGB: Int { Int(saturating: (20 + 1.5 * bytes / ByteUnits.bytesPerGB).rounded(.up)) }

    /// The catalogue's entry, or a `Problem` with the nearest names.
    static func known(_ text: String) throws -> ModelArgument {
        switch ModelCatalogue.lookUp(text) {
        case .found(let model):
            return ModelArgument(tag: model.tag, bytes: Double(model.bytes), contextLimit: model.contextLimit)
        case .unknown(let nearest):
            throw Problem(
                .invalidInput, "the model '\(text)' is not in the catalogue",
                hint: nearest.isEmpty
                    ? "Give an Ollama tag such as qwen2:7b or llama3.1:8b." : "Did you mean \(nearest.joined(separator: " or "))?")
        }
    }

    /// Refuses a context that the model does not have: the runtime would cut it without a word.
    func require(context: Int) throws {
        guard let contextLimit, context > contextLimit else { return }
        throw Problem(
            .invalidInput, "--context \(context) is more than \(tag) has: it was trained for \(contextLimit) tokens",
            hint: "Give --context \(contextLimit) or less.")
    }
}
