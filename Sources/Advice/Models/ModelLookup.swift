/// What the catalogue makes of a tag.
public enum ModelLookup: Hashable, Sendable {
    /// Known.
    case found(LanguageModel)
    /// Not known; the nearest tags, best first, possibly none.
    case unknown(nearest: [String])

    /// The model, when known.
    public var model: LanguageModel? {
        if case .found(let model) = self { model } else { nil }
    }
}
