public import Foundation
public import HTTPTypes

/// HTTP through libcurl: one thread, one pool of connections.
///
/// Any status is an answer; a failed exchange throws ``TransportError``. A cancelled task closes its connection
/// at once and gets `CancellationError`. TLS certificates are always checked; gzip and deflate are decoded.
/// Only `GET` follows redirects, at most five, never from https to http, and another origin is sent no header
/// that could carry a secret.
public final class HTTPClient: Sendable {
    /// The largest body that ``send(_:body:timeout:connectTimeout:stallTimeout:limit:repeatable:)`` accepts
    /// unless told otherwise, in bytes.
    public static let defaultLimit = 32 * 1024 * 1024

    private let options: HTTPClientOptions
    private let loop: CurlLoop
    private let thread: LoopThread

    /// Starts the client's thread.
    public init(options: HTTPClientOptions = HTTPClientOptions()) {
        self.options = options
        loop = CurlLoop()
        thread = LoopThread(running: loop)
    }

    deinit {
        thread.join()
    }

    /// Ends the thread; exchanges in flight, and all later ones, throw ``TransportError/Kind/clientClosed``.
    ///
    /// Blocks for the moment that takes.
    public func shutdown() {
        thread.join()
    }

    /// Sends a request and returns the answer with its whole body.
    ///
    /// - Parameters:
    ///   - request: needs scheme and authority; a method of any kind.
    ///   - body: sent with any method, `DELETE` included.
    ///   - timeout: for the whole exchange, redirects included.
    ///   - connectTimeout: for name, connection and handshake.
    ///   - stallTimeout: the longest silence, waiting for the answer included; `nil` leaves it to `timeout`.
    ///   - limit: bytes of body after decompression.
    ///   - repeatable: whether the request may use a kept-alive connection, where libcurl sends it once more
    ///     if the connection turns out closed. `nil` decides by the method: yes for `GET` and `HEAD`.
    public func send(
        _ request: HTTPRequest,
        body: Data? = nil,
        timeout: Duration = .seconds(30),
        connectTimeout: Duration = .seconds(10),
        stallTimeout: Duration? = nil,
        limit: Int = HTTPClient.defaultLimit,
        repeatable: Bool? = nil
    ) async throws -> (HTTPResponse, Data) {
        let outcome = try await follow(request, timeout: timeout) { request, remaining in
            self.plan(
                request, body: body, timeout: remaining, connectTimeout: connectTimeout,
                stallTimeout: stallTimeout, limit: limit, repeatable: repeatable, file: nil)
        }
        return (outcome.response, outcome.body)
    }

    /// Fetches a body into a file, which appears only when it is complete and the status is a success.
    ///
    /// The body of any other answer is dropped and the file left as it was: look at the status.
    ///
    /// - Parameters:
    ///   - request: usually a `GET`.
    ///   - file: replaced if it exists; its folder must exist.
    ///   - timeout: for the whole exchange.
    ///   - connectTimeout: for name, connection and handshake.
    ///   - stallTimeout: the longest silence.
    ///   - limit: bytes of body after decompression.
    public func download(
        _ request: HTTPRequest,
        to file: URL,
        timeout: Duration,
        connectTimeout: Duration = .seconds(10),
        stallTimeout: Duration? = .seconds(60),
        limit: Int
    ) async throws -> HTTPResponse {
        let target = RequestTarget(request)
        let download: DownloadFile
        do {
            download = try DownloadFile(at: file)
        } catch {
            throw TransportError(.cannotStore(reason: error.reason), target, mayHaveBeenProcessed: false)
        }
        defer { download.discard() }
        let outcome = try await follow(request, timeout: timeout) { request, remaining in
            self.plan(
                request, body: nil, timeout: remaining, connectTimeout: connectTimeout,
                stallTimeout: stallTimeout, limit: limit, repeatable: nil, file: download)
        }
        if outcome.response.status.kind == .successful {
            do {
                try download.commit()
            } catch {
                throw TransportError(.cannotStore(reason: error.reason), target, mayHaveBeenProcessed: true)
            }
        }
        return outcome.response
    }

    private func plan(
        _ request: HTTPRequest, body: Data?, timeout: Duration, connectTimeout: Duration,
        stallTimeout: Duration?, limit: Int, repeatable: Bool?, file: DownloadFile?
    ) -> TransferPlan {
        let target = RequestTarget(request)
        let isRepeatable = repeatable ?? (request.method == .get || request.method == .head)
        return TransferPlan(
            target: target,
            url: "\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "/")",
            headerLines: TransferPlan.headerLines(of: request, hasBody: body != nil),
            body: body,
            timeout: timeout,
            connectTimeout: min(connectTimeout, timeout),
            stallTimeout: stallTimeout,
            limit: limit,
            freshConnection: !isRepeatable,
            file: file,
            options: options)
    }

    private func follow(
        _ request: HTTPRequest, timeout: Duration,
        plan: (HTTPRequest, Duration) -> TransferPlan
    ) async throws -> TransferOutcome {
        let deadline = ContinuousClock.now + timeout
        var hop = RedirectHop(first: request)
        while true {
            let remaining = ContinuousClock.now.duration(to: deadline)
            guard remaining > .zero || hop.count == 0 else {
                throw TransportError(.timedOut(.beforeAnswer), hop.target, mayHaveBeenProcessed: true)
            }
            let outcome = try await transfer(plan(hop.request, remaining))
            guard request.method == .get, let location = outcome.redirect else { return outcome }
            hop = try hop.next(location)
        }
    }

    private func transfer(_ plan: TransferPlan) async throws -> TransferOutcome {
        try Task.checkCancellation()
        guard ["http", "https"].contains(plan.target.scheme), !plan.target.host.isEmpty else {
            let reason = "a full http or https URL is needed"
            throw TransportError(.badURL(reason: reason), plan.target, mayHaveBeenProcessed: false)
        }
        let ticket = TransferTicket()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                loop.submit(TransferJob(plan: plan, ticket: ticket, continuation: continuation))
            }
        } onCancel: {
            loop.cancel(ticket)
        }
    }
}
