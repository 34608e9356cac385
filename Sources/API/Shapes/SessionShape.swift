import Advice
public import Domain
public import Foundation
public import Storage

/// A session as clients see it; a member that says nothing is left out.
public struct SessionShape: Codable, Sendable {
    /// How busy a machine is that is to end when it stands idle.
    public struct Idle: Codable, Sendable {
        /// Why its GPUs cannot be read now.
        public let trouble: String?
        /// When they were last read.
        public let read_at: Date?
        /// Since when every reading was idle.
        public let idle_since: Date?
        /// The busiest GPU of the last reading.
        public let utilization_percent: Double?
    }

    /// Its name.
    public let id: String
    /// Who pays.
    public let consumer_id: String
    /// Who rents out the machine.
    public let provider: String?
    /// The GPU in the catalogue's words, else in its provider's.
    public let gpu_type: String?
    /// How many of them.
    public let gpu_count: Int?
    /// `pending`, `provisioning`, `running`, `stopping`, `stopped` or `failed`.
    public let status: String
    /// The step that the status stands for.
    public let state: String
    /// How it ended, or how it is to end.
    public let outcome: String?
    /// Why it failed.
    public let error: String?
    /// The same as one word for programs.
    public let error_type: String?
    /// Who or what wanted it to end.
    public let end_reason: String?
    /// Where the machine answers SSH.
    public let ssh_host: String?
    /// The port there.
    public let ssh_port: Int?
    /// The name to log in with.
    public let ssh_user: String?
    /// When the machine counts as up: `ssh`, or `entrypoint` for its API.
    public let launch_mode: String
    /// The address of its API, once that is reached from outside.
    public let api_endpoint: String?
    /// The port there.
    public let api_port: Int?
    /// The model of a benchmark, or the one that the machine is for.
    public let model_id: String?
    /// The template that was asked for.
    public let template_hash_id: String?
    /// Its name, once the machine was launched from it.
    public let template_name: String?
    /// GB of disk.
    public let disk_gb: Int
    /// What the machine is for.
    public let workload_type: String
    /// Hours that were asked for at first.
    public let reservation_hours: Int?
    /// What the machine costs an hour, or what was agreed to while there is none.
    public let price_per_hour: USD
    /// What the session cost so far, failed attempts included.
    public let cost_usd: USD
    /// When it was asked for.
    public let created_at: Date
    /// When its machine goes.
    public let expires_at: Date
    /// When it was over.
    public let stopped_at: Date?
    /// Until when it is reserved.
    public let reserved_until: Date?
    /// No session outlives this.
    public let hard_max_at: Date
    /// Whether its user lifted that.
    public let override_hard_max: Bool
    /// When the present step must be over.
    public let deadline: Date?
    /// Minutes of idle GPUs after which it is ended; 0 for never.
    public let idle_threshold_minutes: Int?
    /// How busy it is.
    public let idle: Idle?
    /// What becomes of the disk.
    public let storage_policy: String?
    /// Whether other machines may be tried.
    public let auto_retry: Bool?
    /// How many may.
    public let max_retries: Int?
    /// Where they may be looked for.
    public let retry_scope: String?
    /// How many were tried after the first.
    public let retry_count: Int?
    /// The offers that could not be used, joined by commas.
    public let failed_offers: String?
    /// The offer that was asked for or is used.
    public let offer_id: String?
    /// What a person must look at: alarms that stand about its machines.
    public let alarms: [AlarmShape]?
    /// The machine's name at its provider.
    public let provider_instance_id: String?
    /// Every machine that was tried, in order.
    public let attempts: [AttemptShape]

    /// What a session and all that is known of it look like at `date`.
    public init(_ details: SessionDetails, at date: Date) {
        self.init(details.session, endReason: details.endReason, alarms: details.alarms, at: date)
    }

    /// What a session looks like at `date`; `endReason` is what its ledger says.
    public init(_ session: Session, endReason: String?, alarms standing: [Alarm] = [], at date: Date) {
        let (plan, rental, last) = (session.plan, session.plan.rental, session.currentAttempt)
        let failure = SessionFailureView(session).failure
        id = session.id.rawValue
        consumer_id = plan.consumer
        provider = session.provider?.rawValue
        gpu_type = (last?.offer.gpuName ?? rental?.gpuName).map {
            GPUCatalogue.match(name: $0, memoryMiB: last?.offer.gpuMemoryMiB ?? rental?.gpuMemoryMiB).gpu?.name ?? $0
        }
        gpu_count = last?.offer.gpuCount ?? rental?.gpuCount
        status = session.state.status.rawValue
        state = session.state.step.rawValue
        outcome = session.state.coming?.rawValue
        error = failure?.message
        error_type = failure?.code.rawValue
        end_reason = endReason ?? session.endWish?.reason ?? failure?.message
        ssh_host = last?.ssh?.host
        ssh_port = last?.ssh?.port
        ssh_user = last?.ssh?.user
        launch_mode = plan.launch.mode.rawValue
        api_endpoint = last?.api.map { "http://\($0)" }
        api_port = last?.api?.port
        model_id = plan.model.isEmpty ? nil : plan.model
        template_hash_id = plan.launch.templateHash
        template_name = last?.templateName
        disk_gb = plan.diskGB
        workload_type = (rental?.workload ?? .benchmark).rawValue
        reservation_hours = rental?.reservationHours
        price_per_hour = last?.pricePerHour ?? rental?.agreedPricePerHour ?? .zero
        cost_usd = session.accrued(at: date)
        created_at = session.createdAt
        expires_at = session.useEndsAt
        stopped_at = session.finishedAt
        reserved_until = session.reservedUntil
        hard_max_at = session.hardDeadline
        override_hard_max = session.overridesHardMaximum
        deadline = session.state.step == .finished ? nil : session.stepDeadline
        idle_threshold_minutes = rental?.idleThresholdMinutes
        idle = session.idle.map {
            Idle(trouble: $0.trouble, read_at: $0.readAt, idle_since: $0.idleSince, utilization_percent: $0.utilizationPercent)
        }
        storage_policy = rental?.storagePolicy.rawValue
        auto_retry = rental.map { _ in plan.maximumAttempts > 1 }
        max_retries = rental.flatMap { _ in plan.maximumAttempts > 1 ? plan.maximumAttempts - 1 : nil }
        retry_scope = rental.flatMap { plan.maximumAttempts > 1 ? $0.retryScope.rawValue : nil }
        retry_count = session.attempts.count > 1 ? session.attempts.count - 1 : nil
        let failed = session.attempts.filter { $0.failure != nil }.map(\.offer.id.rawValue)
        failed_offers = failed.isEmpty ? nil : failed.joined(separator: ",")
        offer_id = (last?.offer.id ?? plan.offer)?.rawValue
        alarms = standing.isEmpty ? nil : standing.map(AlarmShape.init)
        provider_instance_id = last?.instance?.local
        attempts = session.attempts.map { AttemptShape($0, at: date) }
    }
}
