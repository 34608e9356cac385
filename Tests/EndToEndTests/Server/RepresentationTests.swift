import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct RepresentationTests {
    @Test func `HEAD is GET without a body, for what is there and for what is not`() async throws {
        try await BenchBed.serving { _, server in
            for path in [
                "/health", "/api/v1/inventory", "/api/v1/sessions/0123456789abcdef", "/api/v1/nothing", "/api/v1/sessions?limit=0",
            ] {
                let (whole, head) = (try await server.call("GET", path), try await server.call("HEAD", path))
                #expect(head.status == whole.status && head.text.isEmpty, head.all)
                #expect(head.headers["content-type"] == whole.headers["content-type"], head.all)
                if path != "/health" { #expect(head.headers["etag"] == whole.headers["etag"], head.all) }
                #expect(Int(head.headers["content-length"] ?? "") ?? 0 > 0, head.all)
            }
        }
    }

    @Test func `what a caller has already is not sent again, and what changed is`() async throws {
        try await BenchBed.serving { bed, server in
            let first = try await server.api("GET", "budgets")
            let tag = try #require(first.headers["etag"], first.all)
            for list in [tag, "\"other\", \(tag)", String(tag.dropFirst(2)), "*"] {
                let known = try await server.call("GET", "/api/v1/budgets", headers: ["If-None-Match: \(list)"])
                #expect(known.status == 304 && known.text.isEmpty && known.headers["etag"] == tag, known.all)
            }
            #expect(try await server.call("HEAD", "/api/v1/budgets", headers: ["If-None-Match: \(tag)"]).status == 304)
            #expect(try await server.call("GET", "/api/v1/budgets", headers: ["If-None-Match: \"other\""]).status == 200)
            #expect(try await server.api("PUT", "budgets/alice", #"{"limit":5}"#).status == 200)
            let changed = try await server.call("GET", "/api/v1/budgets", headers: ["If-None-Match: \(tag)"])
            #expect(changed.status == 200 && changed.headers["etag"] != tag && changed.json["count"].number == 1, changed.all)
            // An answer that may hold a key, or a failure, stays nowhere.
            let written = try await server.api("PUT", "budgets/alice", #"{"limit":5}"#)
            #expect(written.headers["cache-control"] == "no-store" && written.headers["etag"] == nil, written.all)
        }
    }

    @Test func `answers are packed for those who ask, by a foreign client's reading`() async throws {
        try await BenchBed.serving { bed, server in
            let script = """
                import gzip, json, sys, urllib.request
                def get(accept):
                    request = urllib.request.Request(sys.argv[1] + "/api/v1/inventory", headers={"Accept-Encoding": accept})
                    with urllib.request.urlopen(request) as answer:
                        return answer.headers, answer.read()
                plain, whole = get("identity")
                headers, packed = get("br;q=1.0, gzip;q=0.8")
                assert plain["Content-Encoding"] is None and headers["Content-Encoding"] == "gzip", headers
                assert len(packed) < len(whole) / 2 and json.loads(gzip.decompress(packed)) == json.loads(whole)
                assert plain["ETag"] == headers["ETag"] and "Accept-Encoding" in headers["Vary"]
                assert get("gzip;q=0")[0]["Content-Encoding"] is None
                """
            let said = try await Program.run("/usr/bin/env", ["python3", "-c", script, server.url])
            #expect(said.status == 0, "\(said.errors)")
        }
    }

    @Test func `a parameter that means nothing is ignored and named with the nearest that does`() async throws {
        try await BenchBed.serving { _, server in
            let reply = try await server.api("GET", "inventory?gpu_typ=RTX4090&limit=1")
            #expect(reply.status == 200 && reply.json["count"].number == 1, reply.all)
            #expect(
                reply.headers["warning"]?.contains("unknown parameter 'gpu_typ' was ignored; did you mean 'gpu_type'?") == true, reply.all)
            let odd = try await server.api("GET", "alarms?%22%0d%0aSet-Cookie:x=1")
            #expect(
                odd.status == 200 && odd.headers["set-cookie"] == nil && odd.headers["warning"]?.contains("unknown parameter") == true,
                odd.all)
            #expect(try await server.api("GET", "inventory?limit=1").headers["warning"] == nil)
            let body = #"{"limit":5,"perod":"total"}"#
            let member = try await server.api("PUT", "budgets/alice", body)
            #expect(
                member.status == 200
                    && member.headers["warning"]?.contains("unknown member 'perod' was ignored; did you mean 'period'?") == true, member.all
            )
            let broken = try await server.api("GET", "inventory?gpu_type=%ff")
            #expect(broken.status == 400 && broken.json["error"].text?.contains("percent-encoded") == true, broken.all)
        }
    }
}
