/// The context that a run asked for, and the one that the runtime gave it.
///
/// A runtime cuts what is beyond a model's own context without an error: then the figures are those of the shorter one.
struct ContextLength {
    /// `num_ctx` of the requests; nil when it was not recorded.
    let asked: Int?
    /// What was allocated for one request: the first account that differs from what was asked, if any does; nil when
    /// nothing was recorded.
    let given: Int?

    init(_ config: ArchiveMetadata.TestConfig?, accounts: [LoadedMemory]) {
        let asked = config?.contextTokens?.whole.flatMap { $0 > 0 ? $0 : nil }
        let allocated = accounts.compactMap { $0.contextLength?.whole }.filter { $0 > 0 }
        // Some versions of Ollama count the slots of parallel requests together.
        let slots = max(1, config?.parallel?.whole ?? 1)
        let (product, overflow) = (asked ?? 0).multipliedReportingOverflow(by: slots)
        let other = allocated.first { $0 != asked && (overflow || $0 != product) }
        self.asked = asked
        given = asked == nil ? allocated.first : other ?? (allocated.isEmpty ? nil : asked)
    }
}
