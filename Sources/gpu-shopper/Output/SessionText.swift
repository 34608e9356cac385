import API
import Domain
import Engine
import Foundation

/// `sessions show` as a person reads it.
struct SessionText {
    private let session: SessionShape

    init(_ session: SessionShape) { self.session = session }

    var sheet: Sheet { session.attempts.isEmpty ? Sheet(.facts(facts)) : Sheet(.facts(facts), .rows(attempts)) }

    private var attempts: Table {
        var table = Table([
            .init("#", key: "attempt", right: true), .init("OFFER", key: "offer_id"),
            .init("INSTANCE", key: "provider_instance_id", expendability: 3), .init("GPU", key: "gpu_type", expendability: 2),
            .init("$/HOUR", key: "price_per_hour", right: true, expendability: 4), .init("COST", key: "cost_usd", right: true),
            .init("GONE", key: "closed_at", expendability: 5), .init("ERROR", expendability: 1),
        ])
        for attempt in session.attempts {
            table.add([
                "\(attempt.ordinal)", .init(attempt.offer_id), .init(attempt.provider_instance_id ?? "-"), .init(attempt.gpu_type),
                .price(attempt.price_per_hour), .dollars(attempt.cost_usd), .moment(attempt.closed_at),
                .init(attempt.error ?? "", tone: .bad),
            ])
        }
        return table
    }

    private var facts: Facts {
        let isOver = session.stopped_at != nil
        var facts = Facts(["session": session.id])
        facts.add(
            "status", "\(session.status) (\(session.state)\(session.outcome.map { ", \($0)" } ?? ""))", .of(status: session.status))
        facts.add("error", session.error, .bad)
        facts.add("alarm", session.alarms?.map(\.message).joined(separator: "; "), .bad)
        facts.add("reason", session.end_reason == session.error ? nil : session.end_reason)
        facts.add("consumer", "\(session.consumer_id), \(session.workload_type)")
        facts.add("machine", session.gpu_type.map { "\(session.gpu_count ?? 1)x \($0)  \(session.offer_id ?? "")" })
        facts.add("ssh", session.ssh_host == nil || isOver ? nil : SSHLine(session).text)
        facts.add("api", isOver ? nil : session.api_endpoint)
        facts.add("model", session.model_id)
        facts.add("template", session.template_hash_id.map { session.template_name ?? $0 })
        facts.add("price", "\(MoneyText.dollars(session.price_per_hour)) an hour")
        facts.add("cost", MoneyText.dollars(session.cost_usd) + (isOver ? "" : " so far"))
        facts.add("created", ProductJSON.rfc3339(session.created_at))
        facts.add("expires", isOver ? nil : ProductJSON.rfc3339(session.expires_at))
        facts.add("stopped", session.stopped_at.map(ProductJSON.rfc3339))
        facts.add("hard max", ProductJSON.rfc3339(session.hard_max_at) + (session.override_hard_max ? ", lifted for this session" : ""))
        facts.add("idle", idle)
        return facts
    }

    private var idle: String? {
        guard let threshold = session.idle_threshold_minutes, threshold > 0 else { return nil }
        let reading = session.idle
        let state = reading?.trouble ?? reading?.idle_since.map { "idle since \(ProductJSON.rfc3339($0))" } ?? "busy, or not read yet"
        return "ends after \(threshold == 1 ? "a minute" : "\(threshold) minutes"); \(state)"
    }
}
