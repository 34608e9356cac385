import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct TemplateTests {
    static let ollama = "a8a44c7363cbca20056020397e3bf072"
    static let vllm = "a4d2a0b85ae6719c0906ff66e7b3b434"
    static let arm = "6c1d2e3f4a5b60718293a4b5c6d7e8f9"
    static let pytorch = "0f2b4c6d8e0a1c3e5a7b9d1f3c5e7a90"

    @Test func `templates are listed, filtered, shown and matched with offers`() async throws {
        try await BenchBed.serving { bed, server in
            let all = try await server.api("GET", "templates")
            #expect(all.status == 200 && all.json["count"].number == 5 && all.json["templates"].list.count == 5, all.all)
            let first = all.json["templates"][0]
            #expect(first["hash_id"].text == Self.ollama && first["image"].text == "vastai/ollama" && first["tag"].text == "0.33.0")
            #expect(first["recommended"].flag == true && first["recommended_disk_space"].number == 32 && first["use_ssh"].flag == true)
            #expect(first["extra_filters"].text == "{}" && first["created_at"].text == "2026-01-01T00:00:00.500Z")
            let named = try await server.api("GET", "templates?name=LLM&image=vastai&recommended=true&use_ssh=1")
            #expect(named.json["templates"].list.compactMap { $0["name"].text } == ["vLLM"], named.all)
            #expect(try await server.api("GET", "templates?recommended=false").json["templates"] == .list([]))
            let one = try await server.api("GET", "templates/\(Self.vllm)")
            #expect(one.status == 200 && one.json["name"].text == "vLLM", one.all)
            let none = try await server.api("GET", "templates/0000")
            #expect(none.status == 404 && none.json["error"].text == "template not found: 0000", none.all)
            let offer = try await bed.offer()
            let matching = try await server.api("GET", "inventory/\(offer)/compatible-templates")
            let names = matching.json["compatible_templates"].list.compactMap { $0["name"].text }
            #expect(names.contains("Ollama") && names.contains("PyTorch"), matching.all)
            #expect(!names.contains("NeMo (arm64)") && !names.contains("Broken filters"), matching.all)
            #expect(matching.json["offer_id"].text == offer && matching.json["count"].number == Double(names.count))
            #expect(matching.json["gpu_type"].text != nil && matching.json["vram_gb"].number ?? 0 > 0)
            // One call for all of it.
            #expect(try await bed.sandbox.state().count("templates") == 1)

            let listed = try await bed.shopper.run("templates", "--name", "llm")
            #expect(listed.status == 0 && listed.output.contains(Self.vllm) && !listed.output.contains("PyTorch"), listed.all)
            let shown = try await bed.shopper.run("templates", "show", Self.pytorch)
            #expect(shown.status == 0 && shown.output.contains("template-started") && shown.output.contains("cpu_arch"), shown.all)
            let unknown = try await bed.shopper.run("templates", "show", "0000")
            #expect(unknown.status == 66, unknown.all)
            let remote = try await bed.shopper.run("templates", "list", "--no-recommended", "--server", server.url, "-o", "json")
            #expect(try remote.json()["templates"].list.isEmpty, remote.all)
        }
    }

    @Test func `a machine is launched from a template, runs its script, and all is remembered after a restart`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, opened) = try await bed.rent(server, #""template_hash_id":"\#(Self.pytorch)","disk_gb":30"#)
            #expect(opened.json["session"]["template_hash_id"].text == Self.pytorch, opened.all)
            let key = try #require(opened.json["ssh_private_key"].text)
            try await server.runs(id)
            #expect(try await server.stop().status == 0)
            let next = try await RunningServer.start(bed.shopper)
            let running = try await next.session(id)
            #expect(running["template_name"].text == "PyTorch" && running["template_hash_id"].text == Self.pytorch)
            #expect(running["launch_mode"].text == "ssh" && running["api_endpoint"] == .null)
            try await eventually("the template's start script") {
                try await bed.login(running, key: key, "cat template-started").output.contains("from-template")
            }
            try await bed.end(id, at: next)
            #expect(try await next.stop().status == 0)
        }
    }

    @Test func `a template that is edited, unknown or too large is refused where that is known, else fails the session`() async throws {
        try await BenchBed.serving { bed, server in
            let offer = try await bed.offer()
            #expect(try await server.api("GET", "templates").status == 200)
            let bogus = try await server.api("POST", "sessions", try await bed.rental(#""template_hash_id":"0000""#, offer: offer))
            #expect(bogus.status == 404 && bogus.json["error"].text == "template not found: 0000", bogus.all)
            let small = try await server.api(
                "POST", "sessions", try await bed.rental(#""template_hash_id":"\#(Self.ollama)","disk_gb":25"#, offer: offer))
            #expect(small.status == 400 && small.json["error_type"].text == "insufficient_disk", small.all)
            #expect(small.json["breakdown"]["template_floor_gb"].number == 32 && small.json["minimum_gb"].number == 32, small.all)
            let foreign = try await server.api(
                "POST", "sessions", try await bed.rental(#""template_hash_id":"\#(Self.arm)","disk_gb":70"#, offer: offer))
            #expect(foreign.status == 400 && foreign.json["error"].text?.contains(#"{"cpu_arch":{"eq":"arm64"}}"#) == true, foreign.all)
            #expect(try await server.api("GET", "sessions").json["total"].number == 0)

            let edited = try await bed.sandbox.edit(template: Self.ollama)
            let (id, _) = try await bed.rent(server, #""template_hash_id":"\#(Self.ollama)","disk_gb":40"#, offer: offer)
            let failed = try await server.reaches(id, "its failure") { $0["status"].text == "failed" }
            #expect(failed["error"].text?.contains(Self.ollama) == true && failed["error_type"].text == "invalid_input")
            #expect(try await bed.sandbox.state().instances.isEmpty)
            #expect(!edited.isEmpty)
        }
    }
}
