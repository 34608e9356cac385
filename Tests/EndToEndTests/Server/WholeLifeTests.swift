import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct WholeLifeTests {
    @Test func `a session is opened by curl, used over plain ssh, extended, watched and ended, across a restart`() async throws {
        try await BenchBed.serving { bed, server in
            let opened = try await server.call(
                "POST", "/api/v1/sessions", try await bed.rental(#""idle_threshold_minutes":30"#), headers: ["Idempotency-Key: whole-life"])
            #expect(opened.status == 201, opened.all)
            let id = try #require(opened.json["session"]["id"].text)
            let key = bed.folder.appending(path: "key")
            try Data(try #require(opened.json["ssh_private_key"].text).utf8).write(to: key)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key.path)
            let running = try await server.runs(id)
            #expect(try await Self.ssh(running, key, "echo kept > ~/note; nvidia-smi -L").contains("GPU 0"))
            let label = #"{provider="vastai",status="running"}"#
            #expect(try await server.figure("gpu_sessions_active", label) == 1)
            try await server.kill()

            let next = try await RunningServer.start(bed.shopper)
            #expect(try await next.session(id)["status"].text == "running")
            #expect(try await Self.ssh(running, key, "cat ~/note") == "kept\n")
            let before = try #require(running["expires_at"].text)
            let extended = try await next.api("POST", "sessions/\(id)/extend", #"{"additional_hours":2}"#)
            #expect(extended.status == 200 && extended.json["new_expires_at"].text ?? "" > before, extended.all)
            #expect(try await next.figure("gpu_sessions_active", label) == 1)
            #expect(try await next.figure("gpu_money_at_risk_usd_per_hour") == 0)
            let done = try await next.api("POST", "sessions/\(id)/done?wait=60")
            #expect(done.status == 200 && done.json["session"]["outcome"].text == "succeeded", done.all)
            #expect(try await next.figure("gpu_sessions_active", label) == 0)
            let costs = try await next.api("GET", "costs?session_id=\(id)")
            #expect(costs.json["total_cost"].number ?? 0 > 0, costs.all)
            let events = try await next.api("GET", "sessions/\(id)/events").json["events"].list.compactMap { $0["event"].text }
            #expect(events.contains("extended") && events.contains("absence_confirmed"))
            #expect(try await next.stop().status == 0)
        }
    }

    private static func ssh(_ session: JSONTree, _ key: URL, _ command: String) async throws -> String {
        let host = try #require(session["ssh_host"].text)
        let port = Int(try #require(session["ssh_port"].number))
        let user = try #require(session["ssh_user"].text)
        let said = try await Program.run(
            "/usr/bin/ssh",
            [
                "-F", "none", "-i", key.path, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o",
                "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-p", "\(port)", "\(user)@\(host)", command,
            ])
        try #require(said.status == 0, "\(said.errors)")
        return said.output
    }
}
