import Advice
public import Domain
import Foundation

extension RunRequest {
    /// The most models, cards and providers that can be named.
    static let mostNames = 100
    /// What a priority can be.
    public static let priorities = 0...1000
    private static let longestPlace = 100

    /// The same in the catalogues' words, each thing once.
    ///
    /// Throws `.invalidInput` that names what is wrong, with the nearest spellings where there are some.
    func checked() throws -> RunRequest {
        guard !models.isEmpty else {
            throw Problem(.invalidInput, "at least one model is required", hint: "Give Ollama tags such as qwen2:7b or llama3.1:8b.")
        }
        for (what, names) in [("models", models), ("GPU types", gpuTypes), ("providers", providers.map(\.rawValue))]
        where names.count > Self.mostNames {
            throw Problem(.invalidInput, "a run can have at most \(Self.mostNames) \(what), not \(names.count)")
        }
        guard Self.priorities.contains(priority) else {
            throw Problem(.invalidInput, "priority must be from \(Self.priorities.lowerBound) to \(Self.priorities.upperBound)")
        }
        guard maxBudget ?? .zero >= .zero else { throw Problem(.invalidInput, "the budget of a run must not be below 0") }
        if let location, location.allSatisfy(\.isWhitespace) || location.utf8.count > Self.longestPlace {
            throw Problem(.invalidInput, "location must have 1 to \(Self.longestPlace) bytes")
        }
        if let unknown = providers.first(where: { !ProviderID.all.contains($0) }) {
            throw Problem(
                .invalidInput, "provider not found: \(unknown.rawValue.prefix(64))",
                hint: "It must be one of \(ProviderID.all.map(\.rawValue).joined(separator: ", ")).")
        }
        var checked = self
        checked.models = Self.once(try models.map { try KnownModel($0).tag })
        checked.gpuTypes = Self.once(try gpuTypes.map { try CardName($0).text })
        checked.providers = Self.once(providers)
        return checked
    }

    private static func once<Name: Hashable>(_ names: [Name]) -> [Name] {
        var seen: Set<Name> = []
        return names.filter { seen.insert($0).inserted }
    }
}
