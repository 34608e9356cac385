import Domain
import Foundation
import Testing

@Suite(.needsSSHServer) struct ExtendTests {
    @Test func `a reservation grows up to the hard maximum, and past it only when that is lifted`() async throws {
        try await BenchBed.serving(settings: ["HARD_MAX_HOURS": "4"]) { bed, server in
            let (id, opened) = try await bed.rent(server)
            try await server.runs(id)
            let before = try #require(Self.date(opened.json["session"]["expires_at"]))
            let one = try await server.api("POST", "sessions/\(id)/extend", #"{"additional_hours":1}"#)
            #expect(one.status == 200 && one.json["message"].text == "session extended", one.all)
            #expect(one.json["session_id"].text == id && one.json["override_hard_max"].flag == false)
            #expect(Self.hours(from: before, to: one.json["new_expires_at"]) == 1)

            let beyond = try await server.api("POST", "sessions/\(id)/extend", #"{"additional_hours":2}"#)
            #expect(beyond.status == 400 && beyond.json["error"].text?.contains("hard maximum of 4 hours") == true, beyond.all)
            #expect(beyond.json["hint"].text?.contains("override_hard_max") == true)
            #expect(Self.hours(from: before, to: try await server.session(id)["expires_at"]) == 1)

            let lifted = try await server.api("POST", "sessions/\(id)/extend", #"{"additional_hours":2,"override_hard_max":true}"#)
            #expect(lifted.status == 200 && lifted.json["override_hard_max"].flag == true, lifted.all)
            #expect(
                server.program.saidErrors.split(separator: "\n").contains {
                    $0.contains("operation=hard_max_lifted") && $0.contains("session=\(id)")
                })
            let session = try await server.session(id)
            #expect(Self.hours(from: before, to: session["expires_at"]) == 3)
            #expect(session["override_hard_max"].flag == true && session["hard_max_at"] == session["expires_at"])

            for (body, word) in [("{}", "required"), (#"{"additional_hours":0}"#, "1 to 12"), (#"{"additional_hours":"1"}"#, "1 to 12")] {
                let refused = try await server.api("POST", "sessions/\(id)/extend", body)
                #expect(refused.status == 400 && refused.json["error"].text?.contains("additional_hours") == true, refused.all)
                #expect(refused.json["error"].text?.contains(word) == true, refused.all)
            }
            try await bed.end(id, at: server)
            let over = try await server.api("POST", "sessions/\(id)/extend", #"{"additional_hours":1}"#)
            #expect(over.status == 409 && over.json["error"].text?.contains("stopped") == true, over.all)
        }
    }

    /// To the second: times are printed to the millisecond.
    private static func hours(from begin: Date, to end: JSONTree) -> Double? {
        date(end).map { $0.timeIntervalSince(begin).rounded() / 3600 }
    }

    private static func date(_ value: JSONTree) -> Date? { value.text.flatMap(ProductJSON.date(rfc3339:)) }
}
