/// One pull of a model as it happens in real time, report by report.
///
/// What went wrong is the last report; the HTTP status is long gone by then.
struct ModelPull: Sendable {
    private let engine: OllamaEngine
    private let name: String
    private let model: LanguageModel?
    private var steps: [Step] = []
    private var position = 0
    private var start: ContinuousClock.Instant?

    private struct Step: Sendable {
        let report: JSONValue
        /// Seconds after the start.
        var due = 0.0
        /// How much of the large layer is there then, from 0 to 1.
        var share: Double?
        var isLast = false
    }

    init(engine: OllamaEngine, wanted: String) {
        self.engine = engine
        name = OllamaEngine.fullName(wanted)
        model = LanguageModel.named(wanted)
        steps.append(Step(report: ["status": "pulling manifest"]))
        guard let model else {
            steps.append(Step(report: ["error": "pull model manifest: file does not exist"]))
            return
        }
        let name = name
        if !engine.with({ state in state.pulled.contains { $0.name == name } }) {
            guard addDownload(of: model) else { return }
        }
        let end = steps.last?.due ?? 0
        for (part, bytes) in Self.smallLayers {
            steps.append(Step(report: Self.layer(model, part, bytes, bytes), due: end))
        }
        for status in ["verifying sha256 digest", "writing manifest"] {
            steps.append(Step(report: ["status": .string(status)], due: end))
        }
        steps.append(Step(report: ["status": "success"], due: end, isLast: true))
    }

    /// The next report, after waiting for it; `nil` at the end.
    mutating func next() async throws -> JSONValue? {
        guard position < steps.count else { return nil }
        let step = steps[position]
        position += 1
        let clock = ContinuousClock()
        let start = start ?? clock.now
        self.start = start
        if step.due > 0 { try await clock.sleep(until: start + .seconds(step.due), tolerance: .zero) }
        if let model {
            let name = name
            if let share = step.share { engine.with { $0.progress[model.tag] = share < 1 ? share : nil } }
            if step.isLast {
                engine.with { state in
                    state.pulled.removeAll { $0.name == name }
                    state.pulled.append((name, model, Cloud.now))
                }
            }
        }
        return step.report
    }

    /// Plans the large layer, taken up where an earlier attempt ended; `false` when it is going to break.
    private mutating func addDownload(of model: LanguageModel) -> Bool {
        let fault = engine.cloud.with { $0.faults.take(.pullError) }
        let slowness = engine.cloud.with { $0.faults.take(.pullSlow) }?.number("factor") ?? 1
        let seconds = max(0.01, engine.cloud.options.pullSeconds * slowness)
        let before = engine.with { $0.progress[model.tag] ?? 0 }
        let end = fault == nil ? 1 : before + (1 - before) * 0.4
        // A pull of days reports less often than ten times a second.
        let count = Int(min(max(2, (seconds * (end - before) / 0.1).rounded(.up)), 10_000))
        for step in 0...count {
            let share = before + (end - before) * Double(step) / Double(count)
            // The first report of a layer says nothing about how far it is.
            let completed = share == 0 ? nil : Int(Double(model.bytes) * share)
            steps.append(
                Step(
                    report: Self.layer(model, "weights", model.bytes, completed),
                    due: (share - before) * seconds, share: share))
        }
        guard let fault else { return true }
        let reason = fault.parameters["message"]?.string ?? "max retries exceeded: unexpected EOF"
        steps.append(Step(report: ["error": .string(reason)], due: (end - before) * seconds))
        return false
    }

    private static let smallLayers = [("license", 11_344), ("template", 254), ("parameters", 59), ("config", 485)]

    private static func layer(_ model: LanguageModel, _ part: String, _ total: Int, _ completed: Int?) -> JSONValue {
        let digest = model.digest(of: part)
        var line = JSONObject([
            ("status", .string("pulling \(digest.prefix(12))")), ("digest", .string("sha256:\(digest)")),
            ("total", .int(total)),
        ])
        if let completed { line["completed"] = .int(completed) }
        return .object(line)
    }
}
