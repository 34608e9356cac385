extension TransportError {
    /// The ways in which an exchange can fail.
    public enum Kind: Sendable, Equatable {
        /// The name does not resolve.
        case couldNotResolve(host: String)
        /// Nothing accepts connections there.
        case couldNotConnect(reason: String)
        /// Handshake or certificate check failed.
        case tls(reason: String)
        /// A time limit passed.
        case timedOut(Phase)
        /// The body, decompressed, exceeds the limit in bytes.
        case tooLarge(limit: Int)
        /// Reset, closed without an answer, or closed in the middle of it.
        case connectionLost(reason: String)
        /// The address is not one this client can call.
        case badURL(reason: String)
        /// The proxy cannot be reached or refuses.
        case proxy(reason: String)
        /// The local file of a download cannot be written.
        case cannotStore(reason: String)
        /// The client was shut down before the answer came.
        case clientClosed
        /// Anything else, with libcurl's own code and words.
        case other(code: Int, text: String)
    }

    /// How far an exchange had come when its time ran out.
    public enum Phase: Sendable, Equatable {
        /// Name, connection, handshake.
        case connecting
        /// Sent or being sent, no status line yet.
        case beforeAnswer
        /// The status line was there, the body was not complete.
        case inBody
    }

    /// Whether another try may go better: the network or the peer failed, not the request itself.
    public var isConnectionProblem: Bool {
        switch kind {
        case .couldNotResolve, .couldNotConnect, .timedOut, .connectionLost, .proxy: true
        case .tls, .tooLarge, .badURL, .cannotStore, .clientClosed, .other: false
        }
    }
}
