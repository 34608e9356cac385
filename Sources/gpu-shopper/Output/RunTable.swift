import API
import Domain

/// `runs list` as a person reads it.
struct RunTable {
    private let list: RunListShape

    init(_ list: RunListShape) { self.list = list }

    var sheet: Sheet {
        guard !list.runs.isEmpty else { return Sheet(.rows(table), .words(["No runs."])) }
        return Sheet(.rows(table), .words(["\(list.count) of \(list.total) runs."]))
    }

    private var table: Table {
        var table = Table([
            .init("ID"), .init("STATUS"), .init("ENTRIES", key: "total_entries", right: true), .init("PENDING", right: true),
            .init("RUNNING", right: true, expendability: 2), .init("COMPLETED", right: true), .init("FAILED", right: true),
            .init("SKIPPED", right: true, expendability: 3), .init("COST", key: "total_cost", right: true),
            .init("BUDGET", key: "max_budget", right: true, expendability: 4), .init("CREATED", key: "created_at", expendability: 5),
        ])
        for run in list.runs {
            let counts = [run.total_entries, run.pending, run.running, run.completed, run.failed, run.skipped]
            table.add(
                [.init(run.id), .init(run.status, tone: .of(runStatus: run.status))] + counts.map { .init("\($0)") } + [
                    .dollars(run.total_cost), .dollars(run.request.maxBudget), .moment(run.created_at),
                ])
        }
        return table
    }
}

extension Tone {
    /// The tone of the status of a run or of one of its entries.
    static func of(runStatus status: String) -> Tone? {
        switch status {
        case "completed", "success": .good
        case "pending", "running": .warning
        case "failed", "timeout": .bad
        case "cancelled", "skipped": .quiet
        default: nil
        }
    }
}
