import API
import Domain
import Engine
import Foundation

/// `sessions show` as a person reads it.
struct SessionText {
    private let session: SessionShape

    init(_ session: SessionShape) { self.session = session }

    func lines(width: Int) -> [String] {
        var lines = facts.compactMap { name, value in value.map { name + String(repeating: " ", count: max(1, 11 - name.count)) + $0 } }
        guard !session.attempts.isEmpty else { return lines }
        var table = Table([
            .init("#", right: true), .init("OFFER"), .init("INSTANCE", expendability: 3), .init("GPU", expendability: 2),
            .init("$/HOUR", right: true, expendability: 4), .init("COST", right: true), .init("GONE", expendability: 5),
            .init("ERROR", expendability: 1),
        ])
        for attempt in session.attempts {
            table.add([
                "\(attempt.ordinal)", attempt.offer_id, attempt.provider_instance_id ?? "-", attempt.gpu_type,
                MoneyText.fixed(attempt.price_per_hour.dollars, 3), MoneyText.dollars(attempt.cost_usd),
                attempt.closed_at.map(ProductJSON.rfc3339) ?? "-", attempt.error ?? "",
            ])
        }
        lines.append("")
        return lines + table.lines(width: width)
    }

    private var facts: [(String, String?)] {
        [
            ("session", session.id),
            ("status", "\(session.status) (\(session.state)\(session.outcome.map { ", \($0)" } ?? ""))"),
            ("error", session.error),
            ("alarm", session.alarms?.map(\.message).joined(separator: "; ")),
            ("reason", session.end_reason == session.error ? nil : session.end_reason),
            ("consumer", "\(session.consumer_id), \(session.workload_type)"),
            ("machine", session.gpu_type.map { "\(session.gpu_count ?? 1)x \($0)  \(session.offer_id ?? "")" }),
            ("ssh", session.ssh_host == nil || session.stopped_at != nil ? nil : SSHLine(session).text),
            ("api", session.stopped_at == nil ? session.api_endpoint : nil),
            ("model", session.model_id),
            ("template", session.template_hash_id.map { session.template_name ?? $0 }),
            ("price", "\(MoneyText.dollars(session.price_per_hour)) an hour"),
            ("cost", "\(MoneyText.dollars(session.cost_usd))\(session.stopped_at == nil ? " so far" : "")"),
            ("created", ProductJSON.rfc3339(session.created_at)),
            ("expires", session.stopped_at == nil ? ProductJSON.rfc3339(session.expires_at) : nil),
            ("stopped", session.stopped_at.map(ProductJSON.rfc3339)),
            ("hard max", ProductJSON.rfc3339(session.hard_max_at) + (session.override_hard_max ? ", lifted for this session" : "")),
            ("idle", idle),
        ]
    }

    private var idle: String? {
        guard let threshold = session.idle_threshold_minutes, threshold > 0 else { return nil }
        let reading = session.idle
        let state = reading?.trouble ?? reading?.idle_since.map { "idle since \(ProductJSON.rfc3339($0))" } ?? "busy, or not read yet"
        return "ends after \(threshold == 1 ? "a minute" : "\(threshold) minutes"); \(state)"
    }
}
