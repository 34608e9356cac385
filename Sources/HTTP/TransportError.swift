/// An exchange that ended without a usable answer.
///
/// Any HTTP status is an answer, not an error. The description names method, host and path only: no query,
/// no header, no credential.
public struct TransportError: Error, Sendable, Equatable {
    /// What went wrong.
    public let kind: Kind

    /// Whether the server may have seen the request and acted on it.
    ///
    /// `false` only when it is certain that not one byte of the request was sent: such a call can be repeated
    /// whatever it does.
    public let mayHaveBeenProcessed: Bool

    let target: RequestTarget

    init(_ kind: Kind, _ target: RequestTarget, mayHaveBeenProcessed: Bool) {
        self.kind = kind
        self.target = target
        self.mayHaveBeenProcessed = mayHaveBeenProcessed
    }
}

extension TransportError: CustomStringConvertible {
    /// One sentence for people: which call, what happened, and what to look at.
    public var description: String {
        let changesSomething = target.method != "GET" && target.method != "HEAD"
        let doubt = mayHaveBeenProcessed && changesSomething ? "; the server may have acted on it" : ""
        return switch kind {
        case .couldNotResolve(let host):
            "\(target): the name \(host) cannot be resolved; check the network and the base URL"
        case .couldNotConnect(let reason):
            "\(target): no connection (\(reason))"
        case .tls(let reason):
            "\(target): the secure connection was refused (\(reason))"
        case .timedOut(.connecting):
            "\(target): no connection within the time allowed\(doubt)"
        case .timedOut(.beforeAnswer):
            "\(target): no answer within the time allowed\(doubt)"
        case .timedOut(.inBody):
            "\(target): the answer did not finish within the time allowed\(doubt)"
        case .tooLarge(let limit):
            "\(target): the answer is larger than the limit of \(limit) bytes"
        case .connectionLost(let reason):
            "\(target): the connection was lost (\(reason))\(doubt)"
        case .badURL(let reason):
            "\(target): not a usable address (\(reason))"
        case .proxy(let reason):
            "\(target): the proxy failed (\(reason)); check http_proxy, https_proxy and no_proxy"
        case .cannotStore(let reason):
            "\(target): the download cannot be stored (\(reason))"
        case .clientClosed:
            "\(target): the HTTP client was shut down\(doubt)"
        case .other(let code, let text):
            "\(target): \(text) (libcurl \(code))\(doubt)"
        }
    }
}
