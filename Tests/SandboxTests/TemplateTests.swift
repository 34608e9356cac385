import Sandbox
import Testing

struct TemplateTests {
    private static func templates(_ client: SandboxClient, _ filters: JSONValue? = nil) async throws -> [JSONValue] {
        let answer = try await client.call(
            "GET", "/vastai/api/v0/template/", arguments: filters.map { ["select_filters": $0.text] } ?? [:])
        return try #require(answer.json["templates"]?.array, "\(answer.text)")
    }

    @Test func `templates are listed as they are asked for, some of them broken`() async throws {
        try await withSandbox { client in
            let all = try await Self.templates(client)
            let recommended = try await Self.templates(client, ["recommended": ["eq": true]])
            #expect(all.count == recommended.count + 1 && recommended.count == 6)
            #expect(recommended.contains { $0["hash_id"] == nil })
            let filters = recommended.compactMap { $0["extra_filters"]?.string }
            #expect(filters.contains { (try? JSONValue(parsing: $0.utf8)) == nil })
            let named = try await Self.templates(client, ["name": ["eq": "Ollama"]])
            #expect(named.compactMap { $0["image"]?.string } == ["vastai/ollama"])
        }
    }

    @Test func `a machine has its template's image, variables and start script unless the launch says otherwise`() async throws {
        try await withOpenSandbox { client, house in
            let pytorch = try #require(try await Self.templates(client, ["name": ["eq": "PyTorch"]]).first)
            let hash = try #require(pytorch["hash_id"])
            let plain = try await client.rent(
                ["template_hash_id": hash, "image": nil], gpu: "RTX 4090")
            try await eventually("its template's script did not run") {
                try house.file("home/template-started", of: plain) == "from-template\n"
            }
            #expect(try await client.show(plain)["image_uuid"] == "vastai/pytorch:2.9.1")
            let own = try await client.rent(
                [
                    "template_hash_id": hash, "image": "mine", "onstart": "echo \"$TEMPLATE_WORD\" >own",
                    "env": ["TEMPLATE_WORD": "mine too", "-p 8000:8000": "1"],
                ], gpu: "RTX 3090")
            try await eventually("its own script did not run") { try house.file("home/own", of: own) == "mine too\n" }
            #expect(try await client.show(own)["image_uuid"] == "mine")
            #expect(try house.file("home/template-started", of: own) == nil)
        }
    }

    @Test func `an edit gives a template another hash, and the old one cannot be launched any more`() async throws {
        try await withSandbox { client in
            let old = try #require(try await Self.templates(client, ["name": ["eq": "vLLM"]]).first?["hash_id"]?.string)
            let edited = try await client.call("POST", "/_sandbox/templates/\(old)/edit")
            let new = try #require(edited.json["hash_id"]?.string, "\(edited.text)")
            #expect(new != old && new.count == 32)
            #expect(try await Self.templates(client, ["name": ["eq": "vLLM"]]).first?["hash_id"]?.string == new)
            let refused = try await client.create(try await client.offer(), [("template_hash_id", .string(old))])
            #expect(refused.status == 400 && refused.json["msg"]?.string?.contains(old) == true, "\(refused.text)")
            #expect(try await client.create(try await client.offer(), [("template_hash_id", .string(new))]).status == 200)
            #expect(try await client.call("POST", "/_sandbox/templates/\(old)/edit").status == 404)
        }
    }
}

extension SandboxClient {
    /// Rents a machine with further members of the body and returns its id.
    fileprivate func rent(_ members: JSONValue, gpu: String) async throws -> Int {
        let extra = (members.object?.members ?? []).map { ($0.name, $0.value) }
        let answer = try await create(try await offer(gpu), extra)
        return try #require(answer.json["new_contract"]?.int, "\(answer.text)")
    }
}
