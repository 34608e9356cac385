import Foundation
import HTTP
import HTTPTypes
import TestSupport
import Testing

@Suite struct CancellationTests {
    private let client = HTTPClient()

    @Test(arguments: [ScriptedAnswer.silence, .headOnly])
    func `a cancelled call returns and the server sees the connection close`(answer: ScriptedAnswer) async throws {
        let server = try LoopbackServer { _ in answer }
        let call = Task { try await client.send(server.request(), timeout: .seconds(3600)) }
        #expect(try await server.reaches { $0.requests.count == 1 })
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(try await server.reaches { $0.closedByClient == 1 })
    }

    @Test func `a task that is cancelled already sends nothing`() async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        let call = Task {
            while !Task.isCancelled { await Task.yield() }
            _ = try await client.send(server.request(), timeout: patience)
        }
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
        #expect(server.connections == 0)
    }

    @Test func `cancelling at any moment leaves the client in working order`() async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<100 {
                group.addTask {
                    let call = Task { try await client.send(server.request("/\(index)"), timeout: patience) }
                    for _ in 0..<(index % 10) { await Task.yield() }
                    call.cancel()
                    _ = await call.result
                }
            }
        }
        let (response, _) = try await client.send(server.request("/after"), timeout: patience)
        #expect(response.status == .ok)
    }
}
