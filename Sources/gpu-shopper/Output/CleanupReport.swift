import Domain
import Engine
import Foundation

/// `cleanup-orphans -o json`.
struct CleanupReport: Encodable {
    struct Machine: Encodable {
        let provider: String
        let instance_id: String
        let label: String?
        let standing: AccountMachine.Standing
        let status: String
        let price_per_hour: USD?
        let started_at: Date?
        let destroyed: Bool
        let confirmed_absent_at: [Date]
        let error: String?
    }

    struct Failure: Encodable {
        let provider: String
        let error: String
    }

    let orphans: [Machine]
    let count: Int
    let destroyed: Int
    let dry_run: Bool
    let all_deployments: Bool
    let live: Int
    let other_deployments: Int
    let providers_failed: [Failure]

    init(
        _ orphans: [AccountMachine], findings: OrphanFinder.Findings, ended: [InstanceID: [Date]], problems: [InstanceID: Problem],
        allDeployments: Bool, isDryRun: Bool
    ) {
        self.orphans = orphans.map { orphan in
            let instance = orphan.instance
            return Machine(
                provider: instance.id.provider.rawValue, instance_id: instance.id.local, label: instance.label, standing: orphan.standing,
                status: Self.status(instance.phase), price_per_hour: instance.pricePerHour, started_at: instance.startedAt,
                destroyed: ended[instance.id] != nil, confirmed_absent_at: ended[instance.id] ?? [], error: problems[instance.id]?.message)
        }
        count = orphans.count
        destroyed = ended.count
        dry_run = isDryRun
        all_deployments = allDeployments
        live = findings.machines.filter { $0.standing == .live }.count
        other_deployments = findings.machines.filter { $0.standing == .otherDeployment }.count
        providers_failed = findings.failures.map { Failure(provider: $0.provider.rawValue, error: $0.problem.message) }
    }

    /// One word for a phase.
    static func status(_ phase: Instance.Phase) -> String {
        switch phase {
        case .running: "running"
        case .starting(let word): word.isEmpty ? "starting" : word
        case .dead(let word): word
        }
    }
}
