import Domain
import Engine
import Foundation
import Storage

/// What `results prune` removed, or would.
struct PruningText {
    /// `results prune -o json`.
    struct Report: Encodable {
        struct Archive: Encodable {
            let session_id: String
            let model: String
            let path: String
            let finished_at: Date?
            let bytes: Int64
            let removed: Bool
        }

        let archives: [Archive]
        let count: Int
        let removed: Int
        let bytes_freed: Int64
        let dry_run: Bool
        let kept_unread: Int
        let kept_recent: Int
        let missing: Int
    }

    private let plan: PruningPlan
    private let removed: [PruningPlan.Item]
    private let isDryRun: Bool

    init(_ plan: PruningPlan, removed: [PruningPlan.Item], isDryRun: Bool) {
        self.plan = plan
        self.removed = removed
        self.isDryRun = isDryRun
    }

    var report: Report {
        let gone = Set(removed.map(\.archive))
        return Report(
            archives: plan.items.map {
                .init(
                    session_id: $0.archive.session.rawValue, model: $0.archive.model, path: $0.archive.path,
                    finished_at: $0.archive.finishedAt, bytes: $0.bytes, removed: gone.contains($0.archive))
            },
            count: plan.items.count, removed: removed.count, bytes_freed: freed, dry_run: isDryRun, kept_unread: plan.unread,
            kept_recent: plan.recent, missing: plan.missing)
    }

    var sheet: Sheet {
        var table = Table([
            .init("SESSION", key: "session_id"), .init("MODEL"), .init("SIZE", key: "bytes", right: true),
            .init("FINISHED", key: "finished_at", expendability: 1), .init("PATH", expendability: 2),
        ])
        for item in plan.items {
            table.add([
                .init(item.archive.session.rawValue), .init(item.archive.model),
                .init(DataSize.text(Double(item.bytes)), value: "\(item.bytes)"), .moment(item.archive.finishedAt),
                .init(item.archive.path),
            ])
        }
        return Sheet(.rows(table), .words([outcome] + kept))
    }

    private var freed: Int64 { removed.reduce(0) { $0 + $1.bytes } }

    private var outcome: String {
        guard !plan.items.isEmpty else { return "No archive is to be removed." }
        if isDryRun { return "A dry run: removing these would free \(DataSize.text(Double(plan.bytes)))." }
        return "\(removed.count) of \(plan.items.count) archives were removed, which freed \(DataSize.text(Double(freed)))."
    }

    private var kept: [String] {
        [
            plan.recent > 0 ? "\(plan.recent) kept, too young or among the newest." : nil,
            plan.unread > 0 ? "\(plan.unread) kept, since their results are not in the database." : nil,
            plan.missing > 0 ? "\(plan.missing) are not where they should be; 'gpu-shopper db check' tells more." : nil,
        ].compactMap { $0 }
    }
}
