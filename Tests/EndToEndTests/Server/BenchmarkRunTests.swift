import Foundation
import Testing

@Suite(.needsSSHServer) struct BenchmarkRunTests {
    private static let request =
        #"{"models":["qwen2:7b","deepseek-r1:70b"],"gpu_types":["rtx4090","RTX_3090"],"providers":["vastai","bluelobster"],"max_budget":2.5}"#

    @Test func `a run is kept with its entries, rents nothing, outlives the server and is called off once`() async throws {
        try await BenchBed.serving { bed, server in
            let made = try await server.api("POST", "benchmark-runs", Self.request)
            #expect(made.status == 201, made.all)
            let run = made.json["run"]
            let id = try #require(run["id"].text)
            #expect(id.wholeMatch(of: /run-[0-9a-f]{8}/) != nil && made.headers["location"] == "/api/v1/benchmark-runs/\(id)", made.all)
            #expect(run["status"].text == "pending" && run["total_entries"].number == 8 && run["total_cost"].number == 0, made.all)
            #expect(
                run["request"]["max_budget"].number == 2.5 && run["request"]["gpu_types"] == .list([.text("RTX 4090"), .text("RTX 3090")]))
            #expect(made.json["note"].text?.contains("does not carry them out") == true, made.all)

            try await server.kill()
            let next = try await RunningServer.start(bed.shopper)
            let shown = try await next.api("GET", "benchmark-runs/\(id)")
            let entries = shown.json["entries"].list
            #expect(shown.json["run"] == run && entries.count == 8, shown.all)
            #expect(entries[0]["status"].text == "pending" && entries[0]["model"].text == "qwen2:7b", shown.all)
            #expect(entries[0]["run_id"].text == id && entries[0]["priority"].number == 1 && entries[0]["provider"].text == "vastai")
            #expect(entries[1]["status"].text == "skipped" && entries[1]["failure_reason"].text?.contains("bluelobster") == true)
            for entry in entries where entry["provider"].text == "bluelobster" || entry["model"].text == "qwen2:7b" {
                #expect(entry["status"].text == (entry["provider"].text == "vastai" ? "pending" : "skipped"), shown.all)
            }

            let list = try await next.api("GET", "benchmark-runs?status=pending&limit=1")
            #expect(list.json["runs"].list == [run] && list.json["count"].number == 1 && list.json["total"].number == 1, list.all)
            let none = try await next.api("GET", "benchmark-runs?status=failed")
            #expect(none.text.contains(#""runs":[]"#) && none.json["total"].number == 0, none.all)
            let off = try await next.api("DELETE", "benchmark-runs/\(id)")
            #expect(off.status == 200 && off.json["status"].text == "cancelled", off.all)
            for other in [id, "run-00000000"] { #expect(try await next.api("DELETE", "benchmark-runs/\(other)").status == 404) }
            let over = try await next.api("GET", "benchmark-runs/\(id)")
            #expect(
                over.json["run"]["status"].text == "cancelled" && over.json["run"]["skipped"].number == 8 && over.json["note"] == .null,
                over.all)
            #expect(try await bed.sandbox.state().count("create") == 0)
            #expect(try await next.stop().status == 0)
        }
    }

    @Test func `runs that cannot be meant are refused by name`() async throws {
        try await BenchBed.serving { _, server in
            for (body, words) in [
                ("{}", "at least one model is required"), (#"{"models":[]}"#, "at least one model is required"),
                (#"{"models":"qwen2:7b"}"#, "models must be a list"), (#"{"models":[7]}"#, "models must be a list"),
                (#"{"models":["qwen2:7x"]}"#, "qwen2:7x"), (#"{"models":["qwen2:7b"],"gpu_types":["Voodoo"]}"#, "Voodoo"),
                (#"{"models":["qwen2:7b"],"providers":["acme"]}"#, "provider not found: acme"),
                (#"{"models":["qwen2:7b"],"max_budget":-1}"#, "max_budget"), (#"{"models":["qwen2:7b"],"priority":1.5}"#, "priority"),
            ] {
                let refused = try await server.api("POST", "benchmark-runs", body)
                #expect(refused.status == 400 && refused.json["error"].text?.contains(words) == true, "\(body)\n\(refused.text)")
            }
            #expect(try await server.api("GET", "benchmark-runs?status=done").status == 400)
            #expect(try await server.api("GET", "benchmark-runs/run-00000000").json["error"].text == "run not found: run-00000000")
            let slip = try await server.api("POST", "benchmark-runs", #"{"models":["qwen2:7b"],"gpu_type":["RTX 4090"]}"#)
            #expect(slip.status == 201 && slip.headers["warning"]?.contains("'gpu_types'") == true, slip.all)
        }
    }

    @Test func `schedules are made, changed in part, shown with their next time and removed`() async throws {
        try await BenchBed.serving { _, server in
            let body = #"{"name":"nightly","cron":"30 3 * * MON-FRI","run_request":{"models":["qwen2:7b"],"max_budgt":1},"enabled":false}"#
            let made = try await server.api("POST", "benchmark-schedules", body)
            #expect(made.status == 201 && made.headers["warning"]?.contains("run_request.max_budget") == true, made.all)
            let schedule = made.json["schedule"]
            let id = try #require(schedule["id"].text)
            #expect(id.wholeMatch(of: /sched-[0-9a-f]{8}/) != nil && schedule["enabled"].flag == true, made.all)
            #expect(schedule["next_run_at"].text?.hasSuffix("T03:30:00Z") == true && made.json["note"].text != nil, made.all)
            #expect(try await server.api("POST", "benchmark-schedules", body).status == 409)
            let list = try await server.api("GET", "benchmark-schedules")
            #expect(list.json["schedules"].list == [schedule] && list.json["count"].number == 1, list.all)
            let off = try await server.api("PUT", "benchmark-schedules/\(id)", #"{"enabled":false,"run_request":{"models":[]}}"#)
            #expect(
                off.status == 200 && off.json["schedule"]["enabled"].flag == false && off.json["schedule"]["next_run_at"] == .null, off.all)
            #expect(
                off.json["schedule"]["run_request"] == schedule["run_request"] && off.json["schedule"]["cron"] == schedule["cron"], off.all)
            let other = try await server.api("PUT", "benchmark-schedules/\(id)", #"{"name":"leap","cron":"0 0 29 2 *","enabled":true}"#)
            #expect(other.json["schedule"]["next_run_at"].text?.contains("-02-29T00:00:00Z") == true, other.all)
            #expect(try await server.api("GET", "benchmark-schedules/\(id)").json["schedule"] == other.json["schedule"])
            for (body, words) in [
                (#"{"cron":"* * * * *"}"#, "name and cron expression are required"),
                (#"{"name":"x","cron":"* * * * *"}"#, "run_request is required"),
                (#"{"name":"x","cron":"61 * * * *","run_request":{"models":["qwen2:7b"]}}"#, "minute"),
                (#"{"name":"x","cron":"* * * * *","run_request":{"models":7}}"#, "run_request.models must be a list"),
                (#"{"name":"x","cron":"* * * * *","run_request":[]}"#, "run_request must be an object"),
                (#"{"name":"x","cron":"* * * * *","run_request":{}}"#, "at least one model is required"),
            ] {
                let refused = try await server.api("POST", "benchmark-schedules", body)
                #expect(refused.status == 400 && refused.json["error"].text?.contains(words) == true, "\(body)\n\(refused.text)")
            }
            let gone = try await server.api("DELETE", "benchmark-schedules/\(id)")
            #expect(gone.status == 200 && gone.json["status"].text == "deleted", gone.all)
            for method in ["GET", "PUT", "DELETE"] {
                let none = try await server.api(method, "benchmark-schedules/\(id)", method == "PUT" ? "{}" : nil)
                #expect(none.status == 404 && none.json["error"].text == "schedule not found: \(id)", none.all)
            }
        }
    }
}
