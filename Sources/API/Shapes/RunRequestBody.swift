import Domain
import Engine

/// What a caller wants measured.
struct RunRequestBody: Sendable {
    let request: RunRequest

    init(_ fields: BodyFields) throws {
        var request = RunRequest(
            models: try fields.texts("models"), gpuTypes: try fields.texts("gpu_types"),
            providers: try fields.texts("providers").map(ProviderID.init(rawValue:)))
        request.maxBudget = try fields.number("max_budget", 0...1_000_000).flatMap(USD.init(dollars:))
        request.priority = try fields.whole("priority", RunRequest.priorities) ?? RunRequest.usualPriority
        request.location = try fields.text("location")
        self.request = request
    }
}
