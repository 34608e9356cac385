import Foundation
import TestSupport
import Testing

/// What a user wants to run on a machine.
@Suite(.needsSSHServer) struct LaunchOptionTests {
    private static let serving = #""launch_mode":"entrypoint","model_id":"Qwen/Qwen2.5-7B-Instruct","workload_type":"llm_vllm""#

    /// A body with these members and what is required beside them.
    private static func body(_ members: String, offer: String) -> String {
        #"{"consumer_id":"alice","offer_id":"\#(offer)","reservation_hours":1,\#(members)}"#
    }

    @Test func `a machine that serves an API is running once that is healthy, also for a server that was killed meanwhile`() async throws {
        try await BenchBed.serving(["--api-seconds", "4"]) { bed, server in
            let opened = try await server.api("POST", "sessions", Self.body(Self.serving, offer: try await bed.offer()))
            let id = try #require(opened.json["session"]["id"].text, opened.all)
            #expect(opened.json["session"]["launch_mode"].text == "entrypoint", opened.all)
            // 14 GB of weights, half of them once more, image and system, and a fifth.
            #expect(opened.json["session"]["disk_gb"].number == 45, opened.all)
            let booting = try await server.reaches(id, "a look at its API") { $0["api_endpoint"].text != nil }
            #expect(booting["status"].text == "provisioning" && booting["state"].text == "booting")
            try await server.kill()

            let next = try await RunningServer.start(bed.shopper)
            let running = try await next.runs(id)
            let endpoint = try #require(running["api_endpoint"].text)
            #expect(running["api_port"].number.map { endpoint == "http://127.0.0.1:\(Int($0))" } == true)
            #expect(running["model_id"].text == "Qwen/Qwen2.5-7B-Instruct" && running["ssh_port"].number != nil)
            let models = try await Program.run("/usr/bin/curl", ["-q", "-sS", "-f", "--noproxy", "*", endpoint + "/v1/models"])
            #expect(models.output.contains("Qwen/Qwen2.5-7B-Instruct"), "\(models.errors)")
            let events = try await next.api("GET", "sessions/\(id)/events")
            #expect(events.text.contains("api_answered"), events.all)
            let diagnostics = try await next.api("GET", "sessions/\(id)/diagnostics")
            #expect(diagnostics.json["api_endpoint"].text == endpoint, diagnostics.all)
            #expect(try await bed.sandbox.state().count("create") == 1)
            #expect(try await next.stop().status == 0)

            let third = try await RunningServer.start(bed.shopper)
            #expect(try await third.session(id)["api_endpoint"].text == endpoint)
            try await bed.end(id, at: third)
            #expect(try await third.stop().status == 0)
        }
    }

    @Test func `an API that never becomes healthy fails the session, and its machine is gone`() async throws {
        try await BenchBed.serving(settings: ["SSH_VERIFY_TIMEOUT": "3s"]) { bed, server in
            try await bed.sandbox.fault(#"{"kind":"api_unhealthy","times":1}"#)
            let opened = try await server.api("POST", "sessions", Self.body(Self.serving, offer: try await bed.offer()))
            let id = try #require(opened.json["session"]["id"].text, opened.all)
            let failed = try await server.reaches(id, "its failure") { $0["status"].text == "failed" }
            #expect(failed["error"].text?.contains("not healthy: HTTP 503") == true && failed["error_type"].text == "timed_out")
            #expect(failed["attempts"][0]["absent_at"].list.count >= 2)
            #expect(try await bed.sandbox.state().instances.isEmpty)
        }
    }

    @Test func `on_start_cmd runs on the machine, once, also when its server was restarted while the machine booted`() async throws {
        try await BenchBed.serving(["--boot-seconds", "3"]) { bed, server in
            let command = #"printf '%s\\n' \"it's $((40 + 2))\" >>\"$HOME/ran\"\nenv | grep -c ^CONTAINER_ID >\"$HOME/told\""#
            let (id, opened) = try await bed.rent(
                server, #""on_start_cmd":"\#(command)","exposed_ports":[9000],"docker_image":"mine:1","ssh_timeout_minutes":45"#)
            let key = try #require(opened.json["ssh_private_key"].text)
            try await server.reaches(id, "a machine") { $0["state"].text == "booting" }
            try await server.kill()
            let next = try await RunningServer.start(bed.shopper)
            let running = try await next.runs(id)
            var said = ""
            try await eventually("its command") {
                said = try await bed.login(running, key: key, "cat ran told").output
                return said.hasSuffix("\n1\n")
            }
            #expect(said == "it's 42\n1\n")
            try await bed.end(id, at: next)
            #expect(try await next.stop().status == 0)
        }
    }

    @Test func `a disk that is too small for the model is refused with what is needed, and leaves no row`() async throws {
        try await BenchBed.serving { bed, server in
            let more = #""model_id":"meta-llama/Llama-3.1-70B-Instruct","quantization":"BF16","disk_gb":100"#
            let reply = try await server.api("POST", "sessions", try await bed.rental(more))
            #expect(reply.status == 400 && reply.json["error_type"].text == "insufficient_disk", reply.all)
            #expect(reply.json["requested_gb"].number == 100 && reply.json["minimum_gb"].number == 225, reply.all)
            #expect(reply.json["recommended_gb"].number == 270 && reply.json["request_id"].text != nil, reply.all)
            let breakdown = reply.json["breakdown"]
            #expect(breakdown["model_weight_gb"].number == 140 && breakdown["download_buffer_gb"].number == 70, reply.all)
            #expect(breakdown["docker_image_gb"].number == 10 && breakdown["system_overhead_gb"].number == 5, reply.all)
            #expect(breakdown["param_count_b"].number == 70 && breakdown["quantization"].text == "BF16", reply.all)
            #expect(breakdown["model_id"].text == "meta-llama/Llama-3.1-70B-Instruct" && !breakdown.keys.contains("template_floor_gb"))
            #expect(try await server.api("GET", "sessions").json["total"].number == 0)
            #expect(try await bed.sandbox.state().count("create") == 0)
        }
    }

    @Test func `a machine that serves a model is rented from the command line`() async throws {
        try await BenchBed.serving { bed, server in
            let rented = try await bed.shopper.run(
                "provision", "-c", "alice", "-i", try await bed.offer(), "-w", "llm_tgi", "--launch-mode", "entrypoint", "--model-id",
                "Qwen/Qwen2.5-7B-Instruct", "--quantization", "AWQ", "--ssh-timeout", "5", "--expose", "80", "--wait")
            #expect(rented.status == 0 && rented.output.contains("api        http://127.0.0.1:"), rented.all)
            let id = try #require(try await server.api("GET", "sessions").json["sessions"][0]["id"].text)
            let shown = try await bed.shopper.run("sessions", "show", id)
            #expect(shown.output.contains("\napi        http://127.0.0.1:") && shown.output.contains("Qwen/Qwen2.5-7B-Instruct"), shown.all)
            for (flags, word) in [
                (["--launch-mode", "x"], "--launch-mode must be one of ssh, entrypoint"),
                (["--expose", "0"], "--expose must be from 1 to 65535"),
                (["--ssh-timeout", "31"], "--ssh-timeout must be from 1 to 30 minutes"),
                (["--quantization", "x"], "--quantization must be one of"),
                (["--template", " "], "--template is empty"),
            ] {
                let refused = try await bed.shopper.start(["provision", "-c", "alice", "-i", "vastai-1"] + flags).end()
                #expect(refused.status == 64 && refused.errors.contains(word), refused.all)
            }
            try await bed.end(id, at: server)
        }
    }
}
