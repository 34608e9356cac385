extension SSHError {
    /// Whether the same call may work on a new connection in a moment.
    ///
    /// A rejected key is not among these: see ``isAuthenticationRejection``.
    public var isWorthRetrying: Bool {
        switch self {
        case .refused, .unreachable, .timedOut, .handshakeCut, .connectionLost: true
        case .cannotResolve, .protocolFailure, .authenticationRejected, .hostKeyChanged, .commandNotStarted,
            .remoteFile, .localFile, .hashMismatch, .sizeMismatch, .unreadableKey, .unusableVariable:
            false
        }
    }

    /// Whether the server refused the key.
    ///
    /// Clouds put a new key on a machine 10 to 15 s after it first listens, so a caller that waits for a boot
    /// forgives this for a while and then gives up.
    public var isAuthenticationRejection: Bool {
        if case .authenticationRejected = self { true } else { false }
    }
}
