import Foundation
import Testing

@Suite(.needsSSHServer) struct ReconcileTests {
    @Test func `a machine that vanished closes its session as failed, and what it cost stays on record`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            let running = try await server.runs(id)
            try await bed.sandbox.remove(try #require(running["provider_instance_id"].text))
            let pass = try await server.api("POST", "reconcile")
            #expect(pass.json["ghosts_found"].number == 1 && pass.json["ghosts_fixed"].number == 1, pass.all)
            let failed = try await server.session(id)
            #expect(failed["status"].text == "failed" && failed["error_type"].text == "not_found")
            #expect(failed["error"].text?.contains("not found") == true && failed["cost_usd"].number ?? 0 > 0)
            #expect(try await server.figure("gpu_ghosts_detected_total") == 1)
            #expect(try await server.figure("gpu_ghosts_fixed_total") == 1)
        }
    }

    @Test func `an old orphan is ended, a young one and other deployments' machines are left alone`() async throws {
        try await BenchBed.serving(settings: ["DEPLOYMENT_ID": "team-a", "ORPHAN_GRACE_PERIOD": "1h"]) { bed, server in
            let old = try await bed.sandbox.plantOrphan(label: "gpu-shopper-team-a-0123456789abcdef")
            let young = try await bed.sandbox.plantOrphan(label: "gpu-shopper-team-a-0123456789abcde0", age: 60)
            let other = try await bed.sandbox.plantOrphan(label: "gpu-shopper-team-b-0123456789abcdef")
            let pass = try await server.api("POST", "reconcile")
            #expect(pass.status == 200 && pass.json["orphans_found"].number == 2 && pass.json["orphans_destroyed"].number == 1, pass.all)
            #expect(pass.json["unknown"].number == 1 && pass.json["providers"][0]["ok"].flag == true, pass.all)
            #expect(Set(try await bed.sandbox.machines()) == [young, other])
            #expect(try await server.figure("gpu_orphans_detected_total") == 2)
            #expect(try await server.figure("gpu_orphans_destroyed_total") == 1)
            #expect(try await Ledger(bed.shopper).first("SELECT instance FROM orphans WHERE ended_at IS NOT NULL") == old)
            for machine in [young, other] { try await bed.sandbox.remove(machine) }
        }
    }

    @Test func `a provider that cannot be asked is an alarm and hides nothing`() async throws {
        try await BenchBed.serving { bed, server in
            try await bed.sandbox.fault(#"{"kind":"list_fails"}"#)
            let pass = try await server.api("POST", "reconcile")
            #expect(pass.status == 200 && pass.json["providers"][0]["ok"].flag == false, pass.all)
            #expect(pass.json["providers"][0]["error"].text?.isEmpty == false)
            #expect(try await server.figure("gpu_alarms_active", #"{kind="provider_unreachable"}"#) == 1)
            try await bed.sandbox.clearFaults()
            #expect(try await server.api("POST", "reconcile").json["providers"][0]["ok"].flag == true)
            #expect(try await server.figure("gpu_alarms_active", #"{kind="provider_unreachable"}"#) == 0)
        }
    }

    @Test func `without a server the command closes a ghost itself, and beside one it asks it`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            let running = try await server.runs(id)
            let asked = try await bed.shopper.run("reconcile")
            #expect(asked.status == 0 && asked.output.contains("ghosts     0 found"), asked.all)
            #expect(!asked.errors.contains("no server"), asked.all)
            try await server.kill()
            try await bed.sandbox.remove(try #require(running["provider_instance_id"].text))
            let local = try await bed.shopper.run("reconcile", "-o", "json")
            #expect(local.status == 0 && local.errors.contains("no server works on the database"), local.all)
            #expect(try local.json()["ghosts_fixed"].number == 1)
            let shown = try await bed.shopper.run("sessions", "show", id, "-o", "json")
            #expect(try shown.json()["status"].text == "failed" && shown.json()["error_type"].text == "not_found", shown.all)
        }
    }
}
