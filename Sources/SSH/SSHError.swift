/// Everything that can go wrong between us and a host, told apart by what the caller would do next.
public enum SSHError: Error, Hashable, Sendable {
    /// The name has no address.
    case cannotResolve(host: String, reason: String)
    /// The machine answers and nothing listens on the port.
    case refused(SSHEndpoint)
    /// No route, or the network said no.
    case unreachable(SSHEndpoint, reason: String)
    /// The bound on this phase has passed.
    case timedOut(SSHEndpoint, phase: SSHPhase)
    /// The peer hung up before the keys were exchanged, as the forwarder of a booting machine does.
    case handshakeCut(SSHEndpoint)
    /// Both sides speak SSH and could not agree, or one broke the protocol.
    case protocolFailure(SSHEndpoint, reason: String)
    /// The server does not accept our key for this user.
    case authenticationRejected(SSHEndpoint, user: String)
    /// The host presents another key than the pinned one.
    case hostKeyChanged(SSHEndpoint, pinned: String, presented: String)
    /// The server would not start the command.
    case commandNotStarted(SSHEndpoint, reason: String)
    /// An established connection is gone.
    case connectionLost(SSHEndpoint)
    /// The host refused something about a file.
    case remoteFile(path: String, RemoteFileProblem)
    /// This machine refused something about a file.
    case localFile(path: String, LocalFileProblem)
    /// All bytes moved and the content differs.
    case hashMismatch(path: String, expected: String, actual: String)
    /// The file on the other side has another size than announced.
    case sizeMismatch(path: String, expected: Int64, actual: Int64)
    /// The text or bytes are no key of ours.
    case unreadableKey(reason: String)
    /// No shell can take a variable of this name.
    case unusableVariable(name: String)
}
