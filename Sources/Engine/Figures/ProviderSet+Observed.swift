public import Logging

extension ProviderSet {
    /// The same, with every call counted, timed and logged.
    public func observed(by logger: Logger, figures: ProviderFigures = ProviderFigures()) -> ProviderSet {
        ProviderSet(all.map { ObservedProvider(base: $0, figures: figures, logger: logger) })
    }
}
