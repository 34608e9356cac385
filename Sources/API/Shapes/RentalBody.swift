import Domain
import Engine

/// What a caller who wants to rent a machine sends.
struct RentalBody: Sendable {
    let request: RentalRequest

    init(_ fields: BodyFields) throws {
        let isAdvised = fields.has("model") && !fields.has("offer_id")
        try fields.require(
            isAdvised ? ["consumer_id", "reservation_hours"] : ["consumer_id", "offer_id", "workload_type", "reservation_hours"])
        guard !(fields.has("model") && fields.has("offer_id")) else {
            throw Problem(
                .invalidInput, "offer_id and model both say what to rent", hint: "Keep one; model_id names what the machine is for.")
        }
        let hours = try fields.whole("reservation_hours", RentalTerms.hours)
        let workload = try fields.word("workload_type", Workload.self) ?? .llm
        guard let consumer = try fields.text("consumer_id"), let hours else {
            throw Problem(.internalError, "a member that was required is not there")
        }
        let choice: RentalChoice
        if let offer = try fields.text("offer_id") {
            // It comes back in the answer about an offer that there is not.
            guard offer.utf8.count <= 256 else { throw Problem(.invalidInput, "offer_id must have at most 256 bytes") }
            choice = .offer(OfferID(rawValue: offer))
        } else {
            choice = .advice(try AdviceArguments.request(fields, hours: Double(hours)))
        }
        var request = RentalRequest(consumer: consumer, choice: choice, workload: workload, reservationHours: hours)
        request.idleThresholdMinutes = try fields.whole("idle_threshold_minutes", 0...1440) ?? request.idleThresholdMinutes
        request.storagePolicy = try fields.word("storage_policy") ?? request.storagePolicy
        request.diskGB = try fields.whole("disk_gb", 1...10_000)
        request.model = try fields.text("model_id")
        request.launch = try Self.launch(fields)
        // Read in any case: a word that is wrong is said, also where it would decide nothing.
        let retries = try fields.whole("max_retries", 0...Self.mostRetries)
        request.maximumRetries = try fields.flag("auto_retry") ?? false ? retries ?? Self.usualRetries : 0
        request.retryScope = try fields.word("retry_scope") ?? request.retryScope
        request.publicKey = try fields.text("ssh_public_key")
        self.request = request
    }

    private static let usualRetries = 3
    private static let mostRetries = 5
}
