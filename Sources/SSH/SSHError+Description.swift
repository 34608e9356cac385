extension SSHError: CustomStringConvertible {
    /// What happened, and what to do next when there is something to do.
    public var description: String {
        hint.map { "\(message). \($0)" } ?? message
    }

    /// What happened to which thing, one sentence without a full stop.
    public var message: String {
        switch self {
        case .cannotResolve(let host, let reason): "The name \(host) has no address (\(reason))"
        case .refused(let endpoint): "\(endpoint) refuses SSH connections"
        case .unreachable(let endpoint, let reason): "\(endpoint) cannot be reached (\(reason))"
        case .timedOut(let endpoint, let phase): Self.timeoutMessage(endpoint, phase)
        case .handshakeCut(let endpoint): "\(endpoint) hung up before SSH was set up"
        case .protocolFailure(let endpoint, let reason): "SSH with \(endpoint) failed: \(reason)"
        case .authenticationRejected(let endpoint, let user): "\(endpoint) does not accept our key for user \(user)"
        case .hostKeyChanged(let endpoint, let pinned, let presented):
            "\(endpoint) presents the host key \(presented), but \(pinned) is pinned"
        case .commandNotStarted(let endpoint, let reason): "\(endpoint) did not start the command (\(reason))"
        case .connectionLost(let endpoint): "The SSH connection to \(endpoint) was lost"
        case .remoteFile(let path, let problem): "Remote file \(path): \(problem.sentence)"
        case .localFile(let path, let problem): "Local file \(path): \(problem.sentence)"
        case .hashMismatch(let path, let expected, let actual):
            "\(path) was damaged on the way or changed meanwhile: SHA-256 is \(actual), the host says \(expected)"
        case .sizeMismatch(let path, let expected, let actual):
            "\(path) has \(actual) bytes where \(expected) were announced"
        case .unreadableKey(let reason): "The SSH key cannot be read: \(reason)"
        case .unusableVariable(let name): "\"\(name)\" cannot be the name of an environment variable"
        }
    }

    /// The next action, nil when the message says it all.
    public var hint: String? {
        switch self {
        case .refused, .handshakeCut, .timedOut(_, .handshake): "It may still be booting; try again in a few seconds"
        case .timedOut(_, .connect): "It may still be booting, or a firewall drops the packets"
        case .authenticationRejected:
            "A new machine may need 15 s to learn the key; after that, check the user name and the registered key"
        case .hostKeyChanged:
            "Do not go on: another machine may have this address now. End the session and rent again"
        case .connectionLost, .timedOut(_, .transfer): "Connect again; a transfer goes on where it stopped"
        case .remoteFile(_, .noSpace): "Free space on the host and try again; what was sent is kept"
        case .localFile(_, .noSpace): "Free space here and try again; what was fetched is kept"
        case .hashMismatch, .sizeMismatch: "Transfer it again"
        case .cannotResolve, .unreachable: "Check the address and the network"
        case .protocolFailure: "Run doctor for the methods this build offers"
        case .unusableVariable: "Use letters, digits and underscores, no digit first"
        case .timedOut, .commandNotStarted, .remoteFile, .localFile, .unreadableKey: nil
        }
    }

    private static func timeoutMessage(_ endpoint: SSHEndpoint, _ phase: SSHPhase) -> String {
        switch phase {
        case .connect: "\(endpoint) did not answer in time"
        case .handshake: "\(endpoint) accepts connections but did not speak SSH in time"
        case .authentication: "\(endpoint) did not decide about our key in time"
        case .command: "The command on \(endpoint) did not end in time"
        case .transfer: "The transfer with \(endpoint) stood still for too long"
        }
    }
}
