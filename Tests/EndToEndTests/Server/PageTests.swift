import Foundation
import Testing

@Suite(.needsSSHServer) struct PageTests {
    @Test func `a cursor walks through a list that grows meanwhile, each session once`() async throws {
        try await BenchBed.serving(["--boot-seconds", "600"]) { bed, server in
            var ids: [String] = []
            for number in 0..<5 {
                let body = try await bed.rental(consumer: "c\(number)", offer: try await bed.offer(number))
                ids.append(try #require(try await server.api("POST", "sessions", body).json["session"]["id"].text))
            }
            var (walked, cursor): ([String], String?) = ([], nil)
            repeat {
                let page = try await server.api("GET", "sessions?limit=2" + (cursor.map { "&cursor=\($0)" } ?? "")).json
                walked += page["sessions"].list.compactMap { $0["id"].text }
                #expect(page["count"].number == Double(page["sessions"].list.count))
                if walked.count == 2 {
                    // What is new comes before the page that is read, and moves nothing.
                    let body = try await bed.rental(consumer: "late", offer: try await bed.offer(6))
                    ids.append(try #require(try await server.api("POST", "sessions", body).json["session"]["id"].text))
                }
                cursor = page["next_cursor"].text
            } while cursor != nil && walked.count < 20
            #expect(walked == ids.prefix(5).reversed())
            #expect(try await server.api("GET", "sessions?status=terminated").json["total"].number == 0)
            let both = try await server.api("GET", "sessions?cursor=MTIz&offset=1")
            #expect(both.status == 400, both.all)
            for cursor in ["x", "MTIz", "////", "%00", String(repeating: "A", count: 4000)] {
                let reply = try await server.api("GET", "sessions?cursor=\(cursor)")
                #expect(reply.status == 400 && reply.json["error"].text?.contains("cursor") == true, reply.all)
            }
            let empty = try await server.api("GET", "sessions?consumer_id=nobody")
            #expect(empty.text.contains(#""sessions":[]"#) && !empty.json.keys.contains("next_cursor"), empty.all)
            for id in ids { try await bed.end(id, at: server) }
        }
    }
}
