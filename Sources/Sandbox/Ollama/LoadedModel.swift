/// A model in memory.
struct LoadedModel: Sendable {
    let name: String
    let model: LanguageModel
    let plan: MemoryPlan
    /// Unix seconds; `infinity` is never.
    var expiresAt: Double
    /// The last prompt, whose common head with the next one need not be computed again.
    var lastPrompt: [UInt8] = []
}
