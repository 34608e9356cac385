public import HTTPTypes

extension CircuitBreaker {
    /// How a call that was let through ended.
    public enum Outcome: Sendable, Equatable {
        /// The service did its job, whatever it said.
        case success
        /// The service, or the way to it, is in trouble.
        case failure
        /// Says nothing about the service: cancelled, or our own fault.
        case neutral

        /// 5xx and 429 are trouble.
        public init(_ status: HTTPResponse.Status) {
            self = status.code == 429 || status.kind == .serverError ? .failure : .success
        }

        /// Connection problems and failed handshakes are trouble; cancellations are not.
        public init(_ error: any Error) {
            guard let error = error as? TransportError else {
                self = .neutral
                return
            }
            switch error.kind {
            case .couldNotResolve, .couldNotConnect, .tls, .timedOut, .connectionLost, .proxy, .other:
                self = .failure
            case .tooLarge, .badURL, .cannotStore, .clientClosed:
                self = .neutral
            }
        }
    }
}
