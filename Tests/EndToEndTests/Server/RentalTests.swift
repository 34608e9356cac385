import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct RentalTests {
    @Test func `a machine is rented, logged in to with the key that was given, ended with proof and paid for`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, opened) = try await bed.rent(server, #""disk_gb":20"#)
            let first = opened.json["session"]
            #expect(first["status"].text == "pending" && first["gpu_type"].text?.isEmpty == false, opened.all)
            #expect(first["consumer_id"].text == "alice" && first["reservation_hours"].number == 2 && first["disk_gb"].number == 20)
            let key = try #require(opened.json["ssh_private_key"].text)
            let running = try await server.runs(id)
            #expect(running["state"].text == "ready" && running["cost_usd"].number ?? 0 > 0)
            #expect(running["provider_instance_id"].text == (try await bed.sandbox.state().instances.first?.id))
            try await Self.logIn(running, key: key, on: bed)
            #expect(try await server.figure("gpu_sessions_active", #"{provider="vastai",status="running"}"#) == 1)
            let diagnostics = try await server.api("GET", "sessions/\(id)/diagnostics")
            #expect(diagnostics.status == 200 && diagnostics.json["ssh_available"].flag == true, diagnostics.all)
            #expect(diagnostics.json["time_to_expiry"].text == "1h 59m", diagnostics.all)

            let done = try await server.api("POST", "sessions/\(id)/done?wait=60")
            #expect(done.status == 200 && done.json["message"].text == "session shutdown initiated", done.all)
            let over = try await server.session(id)
            #expect(over["status"].text == "stopped" && over["outcome"].text == "succeeded" && over["error"] == .null)
            #expect(over["stopped_at"].text != nil && over["end_reason"].text?.contains("done") == true)
            let attempt = over["attempts"][0]
            #expect(attempt["absent_at"].list.count >= 2 && attempt["closed_at"].text != nil && attempt["error"] == .null)
            #expect(over["cost_usd"].number ?? 0 > 0 && over["cost_usd"] == attempt["cost_usd"])
            #expect(try await bed.sandbox.state().instances.isEmpty)
            let again = try await server.api("POST", "sessions/\(id)/done")
            #expect(again.status == 200 && again.json["session"]["outcome"].text == "succeeded", again.all)
            #expect(try await server.api("DELETE", "sessions/\(id)").status == 200)
            let events = try await server.api("GET", "sessions/\(id)/events").json
            #expect(events["session_id"].text == id)
            let names = events["events"].list.compactMap { $0["event"].text }
            #expect(names.starts(with: ["launch_intended"]) && names.last == "absence_confirmed")
        }
    }

    @Test func `who brings a key gets none, and logs in with it`() async throws {
        try await BenchBed.serving { bed, server in
            let file = bed.folder.appending(path: "own").path
            let made = try await Program.run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "mine", "-f", file])
            try #require(made.status == 0, "\(made.errors)")
            let line = try String(contentsOfFile: file + ".pub", encoding: .utf8).trimmingCharacters(in: .newlines)
            let (id, opened) = try await bed.rent(server, #""ssh_public_key":"\#(line)""#)
            #expect(!opened.json.keys.contains("ssh_private_key"), opened.all)
            let running = try await server.runs(id)
            try await Self.logIn(running, key: try String(contentsOfFile: file, encoding: .utf8), on: bed)
            try await bed.end(id, at: server)
            #expect(try await server.session(id)["outcome"].text == "cancelled")
        }
    }

    @Test func `one consumer rents one offer once, and lists tell sessions apart`() async throws {
        try await BenchBed.serving { bed, server in
            let (offer, other) = (try await bed.offer(), try await bed.offer(1))
            let (id, _) = try await bed.rent(server, offer: offer)
            let twin = try await server.api("POST", "sessions", try await bed.rental(offer: offer))
            #expect(twin.status == 409 && twin.json["error"].text?.contains("already has active session \(id)") == true, twin.all)
            let second = try await server.api("POST", "sessions", try await bed.rental(consumer: "bob", offer: other))
            let bobs = try #require(second.json["session"]["id"].text, second.all)
            try await server.runs(id)
            try await server.runs(bobs)
            let all = try await server.api("GET", "sessions").json
            #expect(all["sessions"].list.compactMap { $0["id"].text } == [bobs, id] && all["total"].number == 2)
            let page = try await server.api("GET", "sessions?limit=1&offset=1").json
            #expect(page["sessions"].list.compactMap { $0["id"].text } == [id] && page["count"].number == 1 && page["total"].number == 2)
            let ofBob = try await server.api("GET", "sessions?consumer_id=bob&status=running&provider=vastai").json
            #expect(ofBob["sessions"].list.compactMap { $0["id"].text } == [bobs])
            #expect(try await server.api("GET", "sessions?status=failed").json["total"].number == 0)
            try await bed.end(bobs, at: server)
            let stopped = try await server.api("GET", "sessions?status=stopped").json
            #expect(stopped["sessions"].list.compactMap { $0["id"].text } == [bobs])
            #expect(try await server.api("GET", "sessions?provider=tensordock").json["total"].number == 0)
            let nobody = try await server.api("GET", "sessions?provider=nobody")
            #expect(nobody.status == 400 && nobody.json["hint"].text?.contains("vastai") == true, nobody.all)
            try await bed.end(id, at: server)
            let (new, _) = try await bed.rent(server, offer: offer)
            try await bed.end(new, at: server)
        }
    }

    @Test(arguments: [#"{"kind":"stale_offer","times":1}"#, #"{"kind":"price_rise","factor":3,"times":1}"#])
    func `an offer that is taken or costs more fails the session, and no other is rented unasked`(fault: String) async throws {
        try await BenchBed.serving { bed, server in
            try await bed.sandbox.fault(fault)
            let (id, _) = try await bed.rent(server)
            let failed = try await server.reaches(id, "its failure") { $0["status"].text == "failed" }
            #expect(failed["error_type"].text == "stale_inventory" && failed["error"].text?.isEmpty == false)
            #expect(failed["attempts"].list.count == 1)
            #expect(try await bed.sandbox.state().instances.isEmpty)
        }
    }

    @Test func `with retries another machine takes the place of one that cannot be used`() async throws {
        try await BenchBed.serving { bed, server in
            try await bed.sandbox.fault(#"{"kind":"stale_offer","times":1}"#)
            let (id, _) = try await bed.rent(server, #""auto_retry":true,"retry_scope":"any""#)
            let running = try await server.runs(id)
            #expect(running["attempts"].list.count == 2 && running["retry_count"].number == 1 && running["error"] == .null)
            #expect(running["attempts"][0]["error_type"].text == "stale_inventory")
            #expect(running["max_retries"].number == 3)
            try await bed.end(id, at: server)
        }
    }

    private static func logIn(_ session: JSONTree, key: String, on bed: BenchBed) async throws {
        let done = try await bed.login(session, key: key, "echo inside")
        #expect(done.status == 0 && done.output.contains("inside"), "\(done.errors)")
    }
}
