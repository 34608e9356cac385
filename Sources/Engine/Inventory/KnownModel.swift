import Advice
import Domain
import Foundation

/// A model of the catalogue, with what renting a machine for it needs.
public struct KnownModel: Sendable {
    /// Its name there.
    public let tag: String
    /// What is pulled.
    public let bytes: Double
    private let contextLimit: Int?

    /// GB of disk to rent: image and system, the weights, and room to write them once more.
    public var diskGB: Int { Int(saturating: (20 + 1.5 * bytes / ByteUnits.bytesPerGB).rounded(.up)) }

    /// Looks a tag up.
    ///
    /// Throws `.invalidInput` with the nearest names for one that the catalogue lacks.
    public init(_ text: String) throws {
        switch ModelCatalogue.lookUp(text) {
        case .found(let model):
            tag = model.tag
            bytes = Double(model.bytes)
            contextLimit = model.contextLimit
        case .unknown(let nearest):
            throw Problem(
                .invalidInput, "the model '\(text.prefix(100))' is not in the catalogue",
                hint: nearest.isEmpty
                    ? "Give an Ollama tag such as qwen2:7b or llama3.1:8b." : "Did you mean \(nearest.joined(separator: " or "))?")
        }
    }

    /// Refuses a context that the model does not have: the runtime would cut it without a word.
    ///
    /// `name` is what the context was given as.
    public func require(context: Int, as name: String) throws {
        guard let contextLimit, context > contextLimit else { return }
        throw Problem(
            .invalidInput, "\(name) \(context) is more than \(tag) has: it was trained for \(contextLimit) tokens",
            hint: "Give \(name) \(contextLimit) or less.")
    }
}
