import Domain
import HTTP
import Logging
import Providers

/// A provider whose every call is counted, timed and logged, with the session and the request it is made for.
struct ObservedProvider: Provider {
    let base: any Provider
    let figures: ProviderFigures
    let logger: Logger

    var id: ProviderID { base.id }
    var address: String { base.address }
    var bootHabits: BootHabits { base.bootHabits }
    var canPreserveStorage: Bool { base.canPreserveStorage }
    var supportsTemplates: Bool { base.supportsTemplates }
    var circuit: CircuitState { base.circuit }

    func offers(matching query: OfferQuery) async throws -> OfferListing {
        try await observed(.listOffers) { try await base.offers(matching: query) }
    }

    func launch(_ request: LaunchRequest) async throws -> Instance {
        try await observed(.createInstance) { try await base.launch(request) }
    }

    func grantAccess(to id: InstanceID, publicKey: String) async throws {
        try await observed(.attachKey) { try await base.grantAccess(to: id, publicKey: publicKey) }
    }

    func instance(_ id: InstanceID) async throws -> Instance? {
        try await observed(.instanceStatus) { try await base.instance(id) }
    }

    func instances() async throws -> [Instance] { try await observed(.listInstances) { try await base.instances() } }

    func requestEnd(of id: InstanceID) async throws { try await observed(.destroyInstance) { try await base.requestEnd(of: id) } }

    func account() async throws -> ProviderAccount { try await observed(.account) { try await base.account() } }

    func templates() async throws -> [Template] { try await observed(.listTemplates) { try await base.templates() } }

    private func observed<Value>(_ operation: ProviderOperation, _ call: () async throws -> Value) async throws -> Value {
        let begun = ContinuousClock.now
        do {
            let value = try await call()
            note(operation, .success, since: begun, nil)
            return value
        } catch let error as CancellationError {
            // Nobody waited for the answer: it says nothing of the provider.
            throw error
        } catch {
            note(operation, Self.isRefused(error) ? .refused : .error, since: begun, error)
            throw error
        }
    }

    private static func isRefused(_ error: any Error) -> Bool { error is CircuitOpen || (error as? Problem)?.cause is CircuitOpen }

    private func note(
        _ operation: ProviderOperation, _ outcome: ProviderFigures.Outcome, since begun: ContinuousClock.Instant, _ error: (any Error)?
    ) {
        let seconds = (ContinuousClock.now - begun) / .seconds(1)
        figures.note(operation, of: id, outcome, seconds: seconds)
        let trace = CallTrace.current
        var metadata: Logger.Metadata = [
            "provider": "\(id)", "operation": "\(operation.rawValue)", "outcome": "\(outcome.rawValue)",
            "milliseconds": "\(Int(saturating: seconds * 1000))",
        ]
        if let session = trace.session { metadata["session"] = "\(session)" }
        if let request = trace.requestID { metadata["request_id"] = "\(request)" }
        let words = error.map { ": \(Problem(wrapping: $0, doing: operation.rawValue).message)" } ?? ""
        logger.log(level: error == nil ? .debug : .info, "\(id) \(operation.rawValue) \(outcome.rawValue)\(words)", metadata: metadata)
    }
}
