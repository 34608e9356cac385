import Domain
import Engine
import Storage

extension MetricsPage {
    /// What follows from the rows; a restart loses none of it.
    mutating func add(_ figures: StoredFigures, costs: [String: USD], budgets: [BudgetStatus]) {
        counts("gpu_sessions_created_total", "Machines that a provider accepted.", ["provider"], figures.launched)
        counts(
            "gpu_sessions_destroyed_total", "Sessions that are over and had a machine, each once.", ["provider", "reason"], figures.ended)
        counts(
            "gpu_session_retry_attempts_total", "Machines that were tried in place of another.", ["provider", "scope", "reason"],
            figures.retried)
        counts("gpu_session_retry_successes_total", "Those of them that could be used.", ["provider", "scope"], figures.retriedWell)
        counts(
            "gpu_session_retry_exhausted_total", "Sessions that failed after all their tries.", ["provider", "scope"], figures.exhausted)
        counts("gpu_offer_failures_total", "Offers that could not be used.", ["provider", "gpu_type", "failure_type"], figures.failed)
        counts(
            "gpu_ssh_verify_errors_by_type", "Machines that never could be logged in to.", ["provider", "error_type"], figures.unreached)
        add(
            "gpu_ssh_verify_failures_total", .counter, "The same, all together.", Double(figures.unreached.values.reduce(0, +)))
        add(
            "gpu_api_verify_failures_total", .counter, "Machines whose API was never healthy.",
            Double(figures.unhealthy.values.reduce(0, +)))
        spans("gpu_ssh_verify_duration_seconds", "From a provider's acceptance to the first login.", figures.loginSeconds, 10)
        spans("gpu_api_verify_duration_seconds", "From a provider's acceptance to a healthy API.", figures.healthSeconds, 12)
        spans("gpu_provisioning_duration_seconds", "From the wish for a machine to the first login.", figures.provisioningSeconds, 10)
        counts("gpu_budget_alerts_total", "Alarms about budgets that were raised.", ["alert_type"], figures.budgetAlarms)
        add(
            "gpu_cost_accrued_usd", .counter, "What machines cost since the database was made.",
            costs.sorted { $0.key < $1.key }.map { ([("provider", $0.key)], $0.value.dollars) })
        add("gpu_budget_limit_usd", .gauge, "What a consumer may spend.", budgets.map { ([("consumer", $0.consumer)], $0.limit.dollars) })
        add(
            "gpu_budget_used_usd", .gauge, "What of it is spent or set aside.",
            budgets.map { ([("consumer", $0.consumer)], ($0.spent + $0.setAside).dollars) })
        add(
            "gpu_budget_used_ratio", .gauge, "The same as a share of the limit.",
            budgets.map { ([("consumer", $0.consumer)], $0.limit > .zero ? ($0.spent + $0.setAside).dollars / $0.limit.dollars : 0) })
    }

    /// What this process saw.
    mutating func add(
        _ providers: ProviderFigures, circuits: [(provider: ProviderID, state: Int)], _ requests: RequestFigures, startedAt: Double,
        version: String
    ) {
        let calls = providers.all.sorted { ($0.key.provider, $0.key.operation.rawValue) < ($1.key.provider, $1.key.operation.rawValue) }
        func labels(_ key: ProviderFigures.Key) -> [(String, String)] {
            [("provider", key.provider.rawValue), ("operation", key.operation.rawValue)]
        }
        add(
            "gpu_provider_api_calls_total", .counter, "Calls to providers.",
            calls.flatMap { key, calls in
                [("success", calls.successes), ("error", calls.failures), ("circuit_open", calls.refused)]
                    .map { (labels(key) + [("status", $0)], Double($1)) }
            })
        add(
            "gpu_provider_api_errors_total", .counter, "Calls to providers that failed.",
            calls.map { (labels($0), Double($1.failures + $1.refused)) })
        add("gpu_provider_api_response_time_seconds", "How long providers took to answer.", calls.map { (labels($0), $1.seconds) })
        add(
            "gpu_provider_circuit_breaker_state", .gauge, "Whether calls are made: 0 yes, 1 no, 2 one at a time.",
            circuits.map { ([("provider", $0.rawValue)], Double($1)) })
        let answers = requests.all.sorted { ($0.key.path, $0.key.method, $0.key.status) < ($1.key.path, $1.key.method, $1.key.status) }
        func labels(_ key: RequestFigures.Key) -> [(String, String)] {
            [("method", key.method), ("path", key.path), ("status", String(key.status))]
        }
        add("http_requests_total", .counter, "Requests that were answered.", answers.map { (labels($0), Double($1.count)) })
        add("http_request_duration_seconds", "How long answers took.", answers.map { (labels($0), $1) })
        let process = ProcessFigures()
        if let bytes = process.residentBytes { add("process_resident_memory_bytes", .gauge, "Memory in use.", Double(bytes)) }
        if let seconds = process.cpuSeconds { add("process_cpu_seconds_total", .counter, "Processor time used.", seconds) }
        if let files = process.openFiles { add("process_open_fds", .gauge, "Files and connections that are open.", Double(files)) }
        add("process_start_time_seconds", .gauge, "When the server started, in seconds since 1970.", startedAt)
        add("gpu_shopper_build_info", .gauge, "Always 1; the version that answers.", [([("version", version)], 1)])
    }

    private mutating func counts(_ name: String, _ help: String, _ names: [String], _ counts: [StoredFigures.Labels: Int]) {
        let series = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        add(name, .counter, help, series.map { (Array(zip(names, $0.key)), Double($0.value)) })
    }

    /// Buckets double from a second.
    private mutating func spans(_ name: String, _ help: String, _ spans: [StoredFigures.Labels: [Double]], _ buckets: Int) {
        let series = spans.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        add(
            name, help,
            series.map { labels, values in
                var histogram = Histogram(bounds: (0..<buckets).map { Double(1 << $0) })
                for value in values { histogram.observe(value) }
                return ([("provider", labels[0])], histogram)
            })
    }
}
