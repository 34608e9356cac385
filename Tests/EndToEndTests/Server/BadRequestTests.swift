import Foundation
import Testing

@Suite(.needsSSHServer) struct BadRequestTests {
    /// A body with one member in another way than it should be, and a word of the answer.
    private static let bodies = [
        ("", "consumer_id is required"), ("{}", "consumer_id is required; offer_id is required"), ("[]", "JSON object"),
        ("{", "not JSON"), (#"{"consumer_id":1}"#, "offer_id is required"),
        (rental(#""consumer_id":1"#), "consumer_id must be a text"), (rental(#""consumer_id":" ""#), "consumer_id"),
        (rental(#""consumer_id":"\#(String(repeating: "x", count: 200))""#), "consumer_id"),
        (rental(#""offer_id":"\#(String(repeating: "x", count: 257))""#), "offer_id must have at most 256 bytes"),
        (rental(#""workload_type":"gaming""#), "workload_type must be one of llm"),
        (rental(#""reservation_hours":0"#), "reservation_hours must be a whole number from 1 to 12"),
        (rental(#""reservation_hours":13"#), "1 to 12"), (rental(#""reservation_hours":1.5"#), "1 to 12"),
        (rental(#""reservation_hours":"2""#), "reservation_hours"), (rental(#""reservation_hours":1e300"#), "reservation_hours"),
        (rental(#""idle_threshold_minutes":-1"#), "idle_threshold_minutes must be a whole number from 0 to 1440"),
        (rental(#""storage_policy":"keep""#), "storage_policy must be one of destroy, preserve"),
        (rental(#""storage_policy":"preserve""#), "storage_policy"), (rental(#""disk_gb":0"#), "disk_gb"),
        (rental(#""auto_retry":"yes""#), "auto_retry must be true or false"),
        (rental(#""max_retries":6"#), "max_retries must be a whole number from 0 to 5"),
        (rental(#""retry_scope":"galaxy""#), "retry_scope must be one of same_gpu, same_vram, any"),
        (rental(#""ssh_public_key":"ssh-rsa nonsense""#), "ssh_public_key"),
        (rental(#""launch_mode":"x""#), "launch_mode must be one of ssh, entrypoint"),
        (rental(#""launch_mode":"entrypoint""#), "exposed_ports is required"),
        (rental(#""launch_mode":"entrypoint","exposed_ports":[8000]"#), "docker_image or template_hash_id is required"),
        (rental(#""exposed_ports":8000"#), "exposed_ports must be a list of whole numbers"),
        (rental(#""exposed_ports":[0]"#), "exposed_ports"), (rental(#""exposed_ports":[8000,8000]"#), "different numbers from 1 to 65535"),
        (rental(#""exposed_ports":[22]"#), "must not have 22"), (rental(#""quantization":"Q9""#), "quantization must be one of FP32, FP16"),
        (rental(#""docker_image":"two words""#), "docker_image must have 1 to 512 bytes"), (rental(#""docker_image":" ""#), "docker_image"),
        (rental(#""on_start_cmd":"a\u0007b""#), "no control characters but line ends and tabs"),
        (rental(#""on_start_cmd":"\#(String(repeating: "x", count: 8193))""#), "on_start_cmd must have 1 to 8192 bytes"),
        (rental(#""model_id":"a\nb""#), "model_id"), (rental(#""template_hash_id":"a b""#), "template_hash_id"),
        (rental(#""ssh_timeout_minutes":"5""#), "ssh_timeout_minutes"),
    ]

    private static func rental(_ member: String) -> String {
        let name = member.dropFirst().prefix { $0 != "\"" }
        let usual = [
            ("consumer_id", #""alice""#), ("offer_id", #""OFFER""#), ("workload_type", #""llm""#), ("reservation_hours", "2"),
        ]
        return "{" + (usual.filter { $0.0 != name }.map { "\"\($0.0)\":\($0.1)" } + [member]).joined(separator: ",") + "}"
    }

    @Test func `what cannot be understood is answered with 400 that names it, and rents nothing`() async throws {
        try await BenchBed.serving { bed, server in
            let offer = try await bed.offer()
            for (body, word) in Self.bodies {
                let reply = try await server.api("POST", "sessions", body.replacing("OFFER", with: offer))
                #expect(reply.status == 400, "\(body)\n\(reply.text)")
                #expect(reply.json["error"].text?.contains(word) == true, "\(body)\n\(reply.text)")
                #expect(reply.json["error_type"].text == "invalid_input" && reply.json["request_id"].text != nil, reply.all)
                #expect(reply.headers["content-type"] == "application/json", reply.all)
            }
            for (path, word) in [
                ("sessions?status=lively", "pending, provisioning, running, stopping, stopped, failed"),
                ("sessions?limit=0", "limit must be a whole number from 1 to 1000"), ("sessions?limit=x", "limit"),
                ("sessions?offset=-1", "offset"), ("alarms?all=perhaps", "all must be one of true, false"),
                ("templates?recommended=maybe", "recommended must be one of true, false"), ("templates?use_ssh=2", "use_ssh"),
            ] {
                let reply = try await server.api("GET", path)
                #expect(reply.status == 400 && reply.json["error"].text?.contains(word) == true, reply.all)
            }
            for wait in ["-1", "301", "soon", "nan"] {
                let reply = try await server.api("DELETE", "sessions/0123456789abcdef?wait=\(wait)")
                #expect(reply.status == 400 && reply.json["error"].text?.contains("wait") == true, reply.all)
            }
            #expect(try await server.api("GET", "sessions").json["total"].number == 0)
            #expect(try await bed.sandbox.state().count("create") == 0)
        }
    }

    @Test func `what is not there is answered with 404 in JSON`() async throws {
        try await BenchBed.serving { bed, server in
            let unknown = "0123456789abcdef"
            for (method, path) in [
                ("GET", "sessions/\(unknown)"), ("GET", "sessions/%3Cscript%3E"), ("GET", "sessions/\(unknown)/events"),
                ("GET", "sessions/\(unknown)/diagnostics"), ("POST", "sessions/\(unknown)/done"), ("DELETE", "sessions/\(unknown)"),
                ("GET", "templates/nothing"), ("GET", "inventory/vastai-1/compatible-templates"), ("GET", "nothing"),
                ("POST", "sessions/\(unknown)/nothing"),
            ] {
                let reply = try await server.api(method, path)
                #expect(reply.status == 404 && reply.json["error_type"].text == "not_found", "\(method) \(path)\n\(reply.text)")
                #expect(reply.headers["content-type"] == "application/json" && reply.json["error"].text != nil, reply.all)
            }
            let extend = try await server.api("POST", "sessions/\(unknown)/extend", #"{"additional_hours":1}"#)
            #expect(extend.status == 404, extend.all)
            let offer = try await server.api("POST", "sessions", try await bed.rental(offer: "vastai-1"))
            #expect(offer.status == 404 && offer.json["error"].text == "offer not found: vastai-1", offer.all)
            let wrong = try await server.api("PUT", "sessions/\(unknown)")
            #expect(wrong.status == 405 && wrong.headers["allow"] == "DELETE, GET, HEAD" && wrong.json["error"].text != nil, wrong.all)
        }
    }

    @Test func `a request has a name, a size and an origin`() async throws {
        try await BenchBed.serving { bed, server in
            let named = try await server.call("GET", "/health", headers: ["X-Request-ID: my.request_1-a"])
            #expect(named.headers["x-request-id"] == "my.request_1-a")
            let refused = try await server.call("GET", "/api/v1/nothing", headers: ["X-Request-ID: my.request_2"])
            #expect(refused.json["request_id"].text == "my.request_2", refused.all)
            let unclean = try await server.call("GET", "/health", headers: ["X-Request-ID: a b"])
            #expect(unclean.headers["x-request-id"]?.count == 36)
            let long = try await server.call("GET", "/health", headers: ["X-Request-ID: \(String(repeating: "x", count: 129))"])
            #expect(long.headers["x-request-id"]?.count == 36)

            let large = #"{"consumer_id":"\#(String(repeating: "x", count: 100_000))"}"#
            #expect(try await server.api("POST", "sessions", large).status == 400)
            let file = bed.folder.appending(path: "large.json")
            try Data(repeating: UInt8(ascii: " "), count: 1 << 21).write(to: file)
            for headers in [[], ["Transfer-Encoding: chunked"]] {
                let reply = try await server.call("POST", "/api/v1/sessions", file: file.path, headers: headers)
                #expect(reply.status == 413 && reply.json["error_type"].text == "body_too_large", reply.all)
            }

            for foreign in ["Origin: https://example.org", "Origin: null", "Host: example.org"] {
                let reply = try await server.call("POST", "/api/v1/reconcile", headers: [foreign])
                #expect(reply.status == 403 && reply.json["error_type"].text == "forbidden", reply.all)
            }
            let local = try await server.call("POST", "/api/v1/reconcile", headers: ["Origin: http://localhost:3000"])
            #expect(local.status == 200, local.all)
        }
    }
}
