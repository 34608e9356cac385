import Domain
import Foundation
import Providers
import TestSupport
import Testing

struct VastTemplateTests {
    private static let full = #"""
        {"id": 338630, "name": "Ollama", "hash_id": "a8a44c73", "image": "vastai/ollama", "tag": "0.33.0", "env": "-p 1:1 -e A=b",
         "onstart": "entrypoint.sh\necho two", "runtype": "jupyter", "args_str": "", "use_ssh": true, "ssh_direct": true,
         "recommended": true, "recommended_disk_space": 32.5, "extra_filters": "{\"cuda_max_good\":{\"gte\":12.4}}",
         "creator_id": 62897, "created_at": 1767225600.5, "count_created": 1200}
        """#

    @Test func `every fact of a template finds its place, and only recommended ones are asked for`() async throws {
        let bed = try VastBed(answers: [.json(#"{"templates": [\#(Self.full)]}"#)])
        let expected = Template(
            id: 338_630, hashID: "a8a44c73", name: "Ollama", image: "vastai/ollama", tag: "0.33.0", environment: "-p 1:1 -e A=b",
            onStart: "entrypoint.sh\necho two", runtype: "jupyter", usesSSH: true, usesDirectSSH: true, isRecommended: true,
            recommendedDiskGB: 33, extraFilters: #"{"cuda_max_good":{"gte":12.4}}"#, creatorID: 62_897,
            createdAt: Date(timeIntervalSince1970: 1_767_225_600.5), createdCount: 1200)
        #expect(try await bed.provider.templates() == [expected])
        let request = try #require(bed.server.requests.first)
        #expect(request.target.removingPercentEncoding == #"/api/v0/template/?select_filters={"recommended":{"eq":true}}"#)
    }

    @Test func `a broken one costs itself only`() async throws {
        let items = [
            "null", "7", "{}", #"{"id": 1, "name": "no hash", "image": "a"}"#, #"{"hash_id": "b", "image": null}"#,
            #"{"hash_id": "c", "image": "a", "recommended_disk_space": "soon", "id": "x", "created_at": "today", "extra_filters": null}"#,
            #"{"hash_id": "c", "image": "twice"}"#, #"{"hash_id": "d", "image": "a", "extra_filters": {"num_gpus": {"eq": 1}}}"#,
        ]
        let bed = try VastBed(answers: [.json(#"{"templates": [\#(items.joined(separator: ","))]}"#)])
        let templates = try await bed.provider.templates()
        #expect(templates.map(\.hashID) == ["c", "d"])
        #expect(templates[0].hostFilters != nil && templates[0].recommendedDiskGB == nil && templates[0].name == "a")
        #expect(templates[1].hostFilters == nil, "what cannot be checked suits nobody")
    }
}
