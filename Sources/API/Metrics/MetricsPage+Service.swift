import Domain
import Engine

extension MetricsPage {
    /// The figures of a deployment; series of providers that are configured are there also when they are 0.
    init(_ figures: ServiceFigures, providers: [ProviderID]) {
        self.init()
        let none = providers.flatMap { provider in
            [SessionStatus.pending, .provisioning, .running, .stopping].map { ServiceFigures.Group(provider: provider, status: $0) }
        }
        let groups = Set(figures.sessions.keys).union(none).sorted {
            ($0.provider.rawValue, $0.status.rawValue) < ($1.provider.rawValue, $1.status.rawValue)
        }
        add(
            "gpu_sessions_active", .gauge, "Sessions that are not over, by provider and status.",
            groups.map { ([("provider", $0.provider.rawValue), ("status", $0.status.rawValue)], Double(figures.sessions[$0] ?? 0)) })
        add(
            "gpu_alarms_active", .gauge, "Alarms that stand, by kind.",
            Alarm.Kind.allCases.map { ([("kind", $0.rawValue)], Double(figures.alarms[$0] ?? 0)) })
        add(
            "gpu_money_at_risk_usd_per_hour", .gauge,
            "What machines cost an hour that are alive past their deadline or whose end is in doubt.", figures.atRiskPerHour.dollars)
        add(
            "gpu_reconciliation_mismatches_total", .counter, "Orphans and ghosts that were found.",
            Double((figures.counters[.orphansDetected] ?? 0) + (figures.counters[.ghostsDetected] ?? 0)))
        for counter in ServiceCounter.allCases {
            add("gpu_\(counter.rawValue)_total", .counter, counter.help, Double(figures.counters[counter] ?? 0))
        }
    }
}

extension ServiceCounter {
    fileprivate var help: String {
        switch self {
        case .orphansDetected: "Machines of ours that no session knew."
        case .orphansDestroyed: "Those of them that were ended and proved gone."
        case .ghostsDetected: "Sessions whose machine its provider did not know any more."
        case .ghostsFixed: "Those of them that were closed."
        case .destroyFailures: "Requests for a machine's end that failed."
        case .hardMaximumEnforced: "Sessions that were ended at the hard maximum."
        }
    }
}
