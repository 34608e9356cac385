import API
import Domain
import Engine

/// A run as a person reads it.
struct RunText {
    private let details: RunDetailsShape

    init(_ details: RunDetailsShape) { self.details = details }

    var sheet: Sheet { details.entries.map { Sheet(.facts(facts), .rows(table($0))) } ?? Sheet(.facts(facts)) }

    private var facts: Facts {
        let (run, request) = (details.run, details.run.request)
        let counts = [
            ("pending", run.pending), ("running", run.running), ("completed", run.completed), ("failed", run.failed),
            ("skipped", run.skipped),
        ]
        let parts = counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
        var facts = Facts(["run": run.id])
        facts.add("status", run.status, .of(runStatus: run.status))
        facts.add("models", request.models.joined(separator: ", "))
        facts.add("gpus", request.gpuTypes.isEmpty ? "every card for rent" : request.gpuTypes.joined(separator: ", "))
        facts.add(
            "providers", request.providers.isEmpty ? "all that are configured" : request.providers.map(\.rawValue).joined(separator: ", "))
        facts.add("location", request.location)
        facts.add("budget", request.maxBudget.map(MoneyText.dollars))
        facts.add("entries", parts.isEmpty ? "none" : "\(run.total_entries) (\(parts))")
        facts.add("cost", MoneyText.dollars(run.total_cost))
        facts.add("created", ProductJSON.rfc3339(run.created_at))
        return facts
    }

    private func table(_ entries: [RunEntryShape]) -> Table {
        var table = Table([
            .init("MODEL"), .init("GPU", key: "gpu_type"), .init("PROVIDER", expendability: 3), .init("STATUS"),
            .init("TOK/S", key: "tokens_per_second", right: true, expendability: 1),
            .init("COST", key: "total_cost", right: true, expendability: 2),
            .init("SESSION", key: "session_id", expendability: 5), .init("WHY", key: "failure_reason", expendability: 4),
        ])
        for entry in entries {
            table.add([
                .init(entry.model), .init(entry.gpu_type), .init(entry.provider),
                .init(entry.status, tone: .of(runStatus: entry.status)), .figure(entry.tokens_per_second, 1), .dollars(entry.total_cost),
                .init(entry.session_id ?? "-"), .init(entry.failure_reason ?? "-"),
            ])
        }
        return table
    }
}
