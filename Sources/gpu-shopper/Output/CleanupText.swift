import Domain
import Engine

/// What `cleanup-orphans` found, as a person reads it.
struct CleanupText {
    /// What is ended, or would be.
    let targets: [AccountMachine]
    let findings: OrphanFinder.Findings
    let deployment: DeploymentID
    let allDeployments: Bool
    /// How many providers were asked.
    let asked: Int
    let isDryRun: Bool

    var sheet: Sheet {
        guard !targets.isEmpty else { return Sheet(.rows(table), .words([nothing] + leftAlone)) }
        let hourly = targets.compactMap(\.instance.pricePerHour).reduce(.zero, +)
        let what = allDeployments ? "machine" : "orphan"
        var words = ["\(targets.count) \(what)\(targets.count == 1 ? "" : "s"), \(MoneyText.dollars(hourly)) an hour together."]
        if isDryRun {
            let again = "gpu-shopper cleanup-orphans\(allDeployments ? " --all-deployments" : "") --execute"
            words.append("A dry run: nothing was changed. End them with '\(again)'.")
        }
        return Sheet(.rows(table), .words(words + leftAlone))
    }

    private var leftAlone: [String] {
        var lines: [String] = []
        let others = allDeployments ? 0 : count(.otherDeployment)
        let live = count(.live)
        if live > 0 { lines.append("\(live) machine\(live == 1 ? "" : "s") of unfinished sessions: left alone.") }
        if others > 0 { lines.append("\(others) machine\(others == 1 ? "" : "s") of other deployments on the account: left alone.") }
        return lines
    }

    private func count(_ standing: AccountMachine.Standing) -> Int { findings.machines.count { $0.standing == standing } }

    private var nothing: String {
        switch findings.failures.count {
        case 0 where allDeployments: "No orphans, and no machines of other deployments."
        case 0: "No orphans: every machine of deployment \(deployment) belongs to a session."
        case asked...: "No provider answered: whether there are orphans is not known."
        default: "No orphans at the providers that answered; of the others nothing is known."
        }
    }

    private var table: Table {
        var table = Table([
            .init("PROVIDER", expendability: 1), .init("INSTANCE", key: "instance_id"), .init("LABEL", expendability: 2), .init("STATUS"),
            .init("$/HOUR", key: "price_per_hour", right: true), .init("STARTED", key: "started_at", expendability: 3),
        ])
        for target in targets {
            let instance = target.instance
            table.add([
                .init(instance.id.provider.rawValue), .init(instance.id.local), .init(instance.label ?? ""),
                .init(CleanupReport.status(instance.phase)), .price(instance.pricePerHour), .moment(instance.startedAt),
            ])
        }
        return table
    }
}
