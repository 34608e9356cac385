import Foundation
import Testing

@Suite(.needsSSHServer) struct AlarmTests {
    @Test func `a key that is refused at the end of a machine is an alarm until the machine is gone`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            let running = try await server.runs(id)
            let machine = "vastai-\(try #require(running["provider_instance_id"].text))"
            try await bed.sandbox.fault(#"{"kind":"destroy_error","status":401}"#)
            let asked = try await server.api("DELETE", "sessions/\(id)?wait=0")
            #expect(asked.status == 202 && asked.json["session_id"].text == id, asked.all)
            try await eventually("the alarm") { try await server.api("GET", "alarms").json["count"].number == 1 }
            let alarm = try await server.api("GET", "alarms").json["alarms"][0]
            #expect(alarm["kind"].text == "teardown_refused" && alarm["subject"].text == machine)
            #expect(alarm["message"].text?.contains("may still be billed") == true)
            #expect(try await server.figure("gpu_alarms_active", #"{kind="teardown_refused"}"#) == 1)
            #expect(try await server.figure("gpu_money_at_risk_usd_per_hour") == running["price_per_hour"].number)
            #expect(try await server.session(id)["status"].text == "stopping")
            #expect(server.program.saidErrors.contains("alarm teardown_refused"))
            #expect(try await server.session(id)["alarms"][0]["kind"].text == "teardown_refused")
            let done = try await bed.shopper.run("sessions", "done", id, "--wait", "0")
            #expect(done.status == 77 && done.errors.contains(machine), done.all)
            let pass = try await bed.shopper.run("reconcile")
            #expect(pass.status == 77 && pass.errors.contains(machine), pass.all)

            try await bed.sandbox.clearFaults()
            try await server.reaches(id, "its end") { $0["state"].text == "finished" }
            try await eventually("the alarm's end") { try await server.api("GET", "alarms").json["count"].number == 0 }
            let all = try await server.api("GET", "alarms?all=true").json
            #expect(all["alarms"][0]["cleared_at"].text != nil)
            #expect(try await server.figure("gpu_money_at_risk_usd_per_hour") == 0)
            #expect(try await server.session(id)["alarms"][0]["kind"].text == nil)
            #expect(try await bed.shopper.run("reconcile").status == 0)
            #expect(try await server.figure("gpu_destroy_failures_total") ?? 0 > 0)
        }
    }

    @Test func `cleanup-orphans stops at a refused key and names it`() async throws {
        try await Desk.atMarket { desk, market in
            desk.settings["DEPLOYMENT_ID"] = "team-a"
            let orphan = try await market.plantOrphan(label: "gpu-shopper-team-a-left")
            try await market.fault(#"{"kind":"destroy_error","status":401}"#)
            let said = try await desk.shop("cleanup-orphans", "--execute", "--force", "-o", "json")
            #expect(said.status == 77 && said.errors.contains(orphan) && said.errors.contains("key"), said.all)
            #expect(try said.json()["orphans"][0]["destroyed"].flag == false)
            #expect(try await market.machines() == [orphan])
            let pass = try await desk.shop("reconcile")
            #expect(pass.status == 77 && pass.errors.contains("alarm: "), "the alarm stands: \(pass.all)")
        }
    }
}
