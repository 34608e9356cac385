import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct ServerSecretTests {
    private static let provider = "pr0vider-key-0123456789abcdef"
    private static let admin = "adm1n-token-0123456789abcdef"
    private static let alice = "al1ce-token-0123456789abcdef"
    private static let alertSecret = "al3rt-secret-0123456789abcdef"
    private static let alertPath = "al3rt-path-0123456789abcdef"
    private static let budgetSecret = "budg3t-secret-0123456789abcdef"
    private static let budgetPath = "budg3t-path-0123456789abcdef"

    private static let settings = [
        "VASTAI_API_KEY": provider, "GPU_SHOPPER_API_TOKEN": admin, "GPU_SHOPPER_API_TOKENS": "alice:rent:\(alice)",
        "ALERT_WEBHOOK_URL": "http://127.0.0.1:1/\(alertPath)", "ALERT_WEBHOOK_SECRET": alertSecret, "LOG_LEVEL": "trace",
    ]

    @Test(arguments: ["text", "json"])
    func `no secret is in the log, in an answer or in the database in clear, whatever goes wrong`(format: String) async throws {
        try await BenchBed.serving(settings: Self.settings.merging(["LOG_FORMAT": format]) { $1 }) { bed, server in
            var answers = ""
            func call(
                _ method: String, _ path: String, _ body: String? = nil, token: String = ServerSecretTests.admin
            ) async throws -> Reply {
                let reply = try await server.call(method, path, body, headers: ["Authorization: Bearer \(token)"])
                answers += "\(reply.headers)\n\(reply.text)\n"
                return reply
            }
            let hook = #"{"limit":50,"webhook_url":"http://127.0.0.1:1/\#(Self.budgetPath)","webhook_secret":"\#(Self.budgetSecret)"}"#
            let set = try await server.call("PUT", "/api/v1/budgets/alice", hook, headers: ["Authorization: Bearer \(Self.admin)"])
            #expect(set.status == 200 && !set.text.contains(Self.budgetSecret), set.all)
            let opened = try await server.call(
                "POST", "/api/v1/sessions", try await bed.rental(), headers: ["Authorization: Bearer \(Self.alice)"])
            let id = try #require(opened.json["session"]["id"].text, opened.all)
            let key = try #require(opened.json["ssh_private_key"].text)
            try await eventually("a running machine") {
                try await call("GET", "/api/v1/sessions/\(id)").json["status"].text == "running"
            }
            // Every kind of trouble says something somewhere.
            try await bed.sandbox.fault(#"{"kind":"destroy_error","status":401}"#)
            _ = try await call("DELETE", "/api/v1/sessions/\(id)?wait=2", token: Self.alice)
            for fault in [#"{"kind":"html"}"#, #"{"kind":"server_error","status":500}"#, #"{"kind":"rate_limit","retry_after":1}"#] {
                try await bed.sandbox.fault(fault)
                _ = try await call("POST", "/api/v1/reconcile")
                try await bed.sandbox.clearFaults()
            }
            for path in [
                "/health", "/metrics", "/api/v1/sessions", "/api/v1/sessions/\(id)", "/api/v1/sessions/\(id)/events",
                "/api/v1/alarms?all=true",
                "/api/v1/inventory?limit=1", "/api/v1/costs", "/api/v1/benchmark-runs", "/api/v1/nothing?key=\(Self.alice)",
            ] { _ = try await call("GET", path) }
            _ = try await server.call("GET", "/api/v1/sessions", headers: ["Authorization: Bearer \(Self.admin)x"])
            try await eventually("the end of the session") {
                try await call("GET", "/api/v1/sessions/\(id)").json["state"].text == "finished"
            }
            try await eventually("a webhook that was tried") {
                try await Ledger(bed.shopper).first("SELECT count(*) FROM deliveries WHERE attempts > 0") != "0"
            }
            let stopped = try await server.stop()
            let log = server.program.saidErrors + stopped.output
            #expect(log.count > 5000 && answers.count > 5000)
            let secrets = [
                Self.provider, Self.admin, Self.alice, Self.alertSecret, Self.budgetSecret,
                try #require(key.split(separator: "\n").dropFirst().first.map(String.init)),
            ]
            for secret in secrets + [Self.alertPath, Self.budgetPath] { #expect(!log.contains(secret), "\(secret) is in the log") }
            for secret in secrets + [Self.alertPath] { #expect(!answers.contains(secret), "\(secret) is in an answer") }
            for secret in secrets {
                let found = try await Program.run(
                    "/bin/grep", ["-rlF", "--binary-files=text", secret, bed.folder.appending(path: "shopper").path])
                #expect(found.status == 1 && found.output.isEmpty, "\(secret) is in \(found.output)")
            }
        }
    }
}
