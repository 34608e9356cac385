import Foundation

import Domain
import HTTP
import HTTPTypes

extension VastProvider {
    /// Makes a call, repeated where it may be; any status is an answer.
    ///
    /// Throws `TransportError`, `CircuitOpen` or `CancellationError`.
    func exchange(_ call: VastCall) async throws -> VastAnswer {
        try await exchange(call, through: service).0
    }

    /// Makes a call and returns its answer when it is a success; everything else becomes a `Problem`.
    func success(of call: VastCall) async throws -> VastAnswer {
        let answer = try await reporting(call.operation) { try await exchange(call) }
        guard answer.isSuccess else { throw answer.problem }
        return answer
    }

    /// Makes a call, again and again as long as its answer is worth repeating and patience lasts.
    ///
    /// Connection problems are always worth it, so only calls that may happen twice come here.
    func patiently(
        _ call: VastCall, while isWorthRepeating: (VastAnswer) -> Bool
    ) async throws -> VastAnswer {
        var failures = 0
        var waited = Duration.zero
        var last: VastAnswer?
        while true {
            let outcome: Result<VastAnswer, any Error>
            var wish: Duration?
            do {
                let (answer, response) = try await exchange(call, through: single)
                guard isWorthRepeating(answer) else { return answer }
                wish = RetryAfter.wait(in: response, now: time.now)
                last = answer
                outcome = .success(answer)
            } catch let error as TransportError where error.isConnectionProblem {
                outcome = .failure(error)
            } catch let open as CircuitOpen {
                // What opened the circuit says more than that it is open.
                guard let last else { throw open }
                return last
            }
            failures += 1
            let wait = options.retry.wait(
                afterFailures: failures, waited: waited, retryAfter: wish, random: jitter.next())
            guard let wait else { return try outcome.get() }
            try await time.sleep(for: wait)
            waited += wait
        }
    }

    /// Turns what the network throws into words for a person.
    func reporting<Value>(
        _ operation: VastOperation, _ work: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await work()
        } catch {
            throw VastFailure(operation, error).translated
        }
    }

    private func exchange(
        _ call: VastCall, through client: ServiceClient
    ) async throws -> (VastAnswer, HTTPResponse) {
        let headers: HTTPFields = call.body == nil ? [:] : [.contentType: "application/json"]
        let (response, body) = try await client.send(
            call.method, call.path, query: call.query, body: call.body, headers: headers,
            repeatable: call.repeatable, urgency: call.urgency, timeout: call.timeout ?? options.timeout,
            limit: call.limit)
        let answer = VastAnswer(operation: call.operation, status: response.status.code, body: body, key: key)
        return (answer, response)
    }
}
