extension SSHError {
    /// Whether the same call may work on a new connection in a moment.
    ///
    /// A rejected key is not among these: see ``isAuthenticationRejection``.
    public var isWorthRetrying: Bool {
        switch self {
        // A laptop whose network comes back resolves no names at first; a busy host opens no channel for a moment.
        case .refused, .unreachable, .timedOut, .handshakeCut, .connectionLost, .cannotResolve, .commandNotStarted: true
        case .protocolFailure, .authenticationRejected, .hostKeyChanged, .remoteFile, .localFile, .hashMismatch, .sizeMismatch,
            .unreadableKey, .unusableVariable:
            false
        }
    }

    /// Whether no patience helps with a host that answered before: another one stands there now, or the reason is on this
    /// machine.
    public var isFinal: Bool {
        if case .hostKeyChanged = self { true } else { isOfThisMachine }
    }

    /// Whether a file or a text on this machine is the reason, so that no other host would do better.
    public var isOfThisMachine: Bool {
        switch self {
        case .localFile, .unreadableKey, .unusableVariable: true
        default: false
        }
    }

    /// Whether what arrived is not what was announced.
    var isAboutContent: Bool {
        switch self {
        case .hashMismatch, .sizeMismatch: true
        default: false
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
