import Foundation
import Testing

extension BenchBed {
    /// Runs `body` beside a fresh marketplace and a server; the server is stopped when it still runs then.
    static func serving(
        _ options: [String] = [], settings: [String: String] = [:], holdingLaunches: Bool = false,
        at location: SourceLocation = #_sourceLocation, _ body: (BenchBed, RunningServer) async throws -> Void
    ) async throws {
        try await use(options, settings: Self.quick.merging(settings) { $1 }, holdingLaunches: holdingLaunches, at: location) { bed in
            let server = try await RunningServer.start(bed.shopper, at: location)
            try await body(bed, server)
            guard server.program.status == nil else { return }
            let stopped = try await server.stop(at: location)
            #expect(stopped.status == 0, stopped.all, sourceLocation: location)
        }
    }

    /// Looks often, and compares rows and accounts only at the start and when asked.
    static let quick = ["LIFECYCLE_CHECK_INTERVAL": "1s", "RECONCILIATION_INTERVAL": "1h", "SERVER_PORT": "1"]

    /// An offer that is for rent.
    func offer(_ number: Int = 0) async throws -> String {
        let listed = try await shopper.run("inventory", "-o", "json").json()
        return try #require(listed["offers"][number]["id"].text)
    }

    /// A request for a machine, with further members.
    func rental(_ more: String = "", consumer: String = "alice", offer: String? = nil) async throws -> String {
        let id = if let offer { offer } else { try await self.offer() }
        return
            #"{"consumer_id":"\#(consumer)","offer_id":"\#(id)","workload_type":"llm","reservation_hours":2\#(more.isEmpty ? "" : "," + more)}"#
    }

    /// Rents a machine; the session's id and the answer.
    func rent(
        _ server: RunningServer, _ more: String = "", offer: String? = nil, at location: SourceLocation = #_sourceLocation
    ) async throws -> (id: String, reply: Reply) {
        let reply = try await server.api("POST", "sessions", try await rental(more, offer: offer))
        try #require(reply.status == 201, reply.all, sourceLocation: location)
        return (try #require(reply.json["session"]["id"].text), reply)
    }

    /// Ends a session and sees its machine gone.
    func end(_ id: String, at server: RunningServer, location: SourceLocation = #_sourceLocation) async throws {
        let reply = try await server.api("DELETE", "sessions/\(id)?wait=60")
        #expect(reply.status == 200, reply.all, sourceLocation: location)
    }
}
