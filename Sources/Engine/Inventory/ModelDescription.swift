public import Advice
import Domain

/// A model by its name, or described by hand where the catalogue lacks it.
public struct ModelDescription: Sendable {
    private let name: String
    private let weightsGB: Double?
    private let layers: Int?
    private let activeGB: Double?
    private let kvKiB: Double?

    /// Everything but the name may be left out for a model of the catalogue; what is given wins over it.
    public init(name: String, weightsGB: Double?, layers: Int?, activeGB: Double?, kvKiB: Double?) {
        self.name = name
        self.weightsGB = weightsGB
        self.layers = layers
        self.activeGB = activeGB
        self.kvKiB = kvKiB
    }

    /// The model; `flagged` gives an argument's name as its user writes it.
    ///
    /// Throws `.invalidInput` for a model that is neither known nor described.
    public func model(flagged: (String) -> String) throws -> LanguageModel {
        guard weightsGB != nil || layers != nil || activeGB != nil || kvKiB != nil else {
            guard let model = ModelCatalogue.lookUp(name).model else { throw unknown(flagged) }
            return model
        }
        guard let weightsGB, let layers else {
            throw Problem(
                .invalidInput, "a model that is described by hand needs \(flagged("weights_gb")) and \(flagged("layers"))",
                hint: "The first is the size of its download, the second stands in its card as block count.")
        }
        if let activeGB, activeGB > weightsGB {
            throw Problem(.invalidInput, "\(flagged("active_gb")) is more than \(flagged("weights_gb"))")
        }
        return .described(name, weightsGB: weightsGB, layers: layers, activeGB: activeGB, kvKiB: kvKiB)
    }

    private func unknown(_ flagged: (String) -> String) -> Problem {
        let described = "describe it with \(flagged("weights_gb")) and \(flagged("layers"))"
        guard case .unknown(let nearest) = ModelCatalogue.lookUp(name), !nearest.isEmpty else {
            return Problem(
                .invalidInput, "the model '\(name.prefix(100))' is not in the catalogue",
                hint: "Give an Ollama tag such as qwen2:7b, or \(described).")
        }
        return Problem(
            .invalidInput, "the model '\(name.prefix(100))' is not in the catalogue",
            hint: "Did you mean \(nearest.joined(separator: " or "))? Or \(described).")
    }
}
