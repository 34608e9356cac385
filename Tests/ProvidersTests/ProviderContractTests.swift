import Domain
import Foundation
import Providers
import TestSupport
import Testing

/// What holds for every provider; a new one adds its case to `ProviderCase.all`.
struct ProviderContractTests {
    /// Answers of a service in trouble.
    static let troubles: [(ScriptedAnswer, Problem.Code)] = [
        (.json(#"{"error": "bad key"}"#, status: 401), .providerRejectedKey),
        (.json(#"{"error": "forbidden"}"#, status: 403), .providerRejectedKey),
        (.tooManyRequests(), .rateLimited),
        (.json("{}", status: 500), .unavailable),
        (.html(status: 503), .unavailable),
        (.html(), .badResponse),
        (.hangUp, .unavailable),
    ]

    @Test(arguments: ProviderCase.all, troubles)
    func `trouble of the service is told apart in every call`(
        provider: ProviderCase, trouble: (answer: ScriptedAnswer, code: Problem.Code)
    ) async throws {
        for call in ProviderCall.all {
            let server = try LoopbackServer { _ in trouble.answer }
            let subject = try provider.make(server)
            let problem = try await VastBed.problem { try await call.run(subject) }
            #expect(problem?.code == trouble.code, "\(call.name)")
            #expect(problem?.message.contains(provider.displayName) == true, "\(call.name)")
        }
    }

    /// A server that sends back all it was sent, credentials included.
    @Test(arguments: ProviderCase.all, [200, 302, 400, 401, 402, 404, 409, 418, 429, 500, 503])
    func `the key stands in no message`(provider: ProviderCase, status: Int) async throws {
        for call in ProviderCall.all {
            let server = try LoopbackServer { request in
                let sent = request.headers.map { "\($0.name): \($0.value)" }.joined(separator: " ")
                return .json(#"{"success": false, "error": "\#(sent)", "msg": "\#(sent)"}"#, status: status)
            }
            let subject = try provider.make(server)
            do {
                try await call.run(subject)
            } catch {
                let text = "\(error) \(String(reflecting: error))"
                #expect(!text.contains(VastBed.key.exposed), "\(call.name)")
                #expect(!text.contains(VastBed.key.exposed.prefix(12)), "\(call.name)")
            }
            #expect(server.requests.allSatisfy { !$0.target.contains(VastBed.key.exposed) })
        }
    }

    @Test(arguments: ProviderCase.all) func `nobody at the address is unavailable in every call`(provider: ProviderCase) async throws {
        for call in ProviderCall.all {
            let server = try LoopbackServer { _ in .hangUp }
            let subject = try provider.make(server)
            server.stop()
            let problem = try await VastBed.problem { try await call.run(subject) }
            #expect(problem?.code == .unavailable, "\(call.name)")
        }
    }

    @Test(arguments: ProviderCase.all) func `cancellation stays cancellation in every call`(provider: ProviderCase) async throws {
        for call in ProviderCall.all {
            let server = try LoopbackServer { _ in .silence }
            let subject = try provider.make(server)
            let task = Task { try await call.run(subject) }
            #expect(try await server.reaches { !$0.requests.isEmpty })
            task.cancel()
            await #expect(throws: CancellationError.self, "\(call.name)") { try await task.value }
        }
    }
}
