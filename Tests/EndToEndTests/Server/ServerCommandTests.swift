import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct ServerCommandTests {
    @Test func `a machine is rented, looked at, extended and ended from the command line`() async throws {
        try await BenchBed.serving { bed, server in
            let (shop, key) = (bed.shopper, bed.folder.appending(path: "key.pem").path)
            let rented = try await shop.run("provision", "-c", "alice", "-i", try await bed.offer(), "--save-key", key, "--wait")
            #expect(rented.status == 0 && rented.output.contains("ssh -i \(key) -p "), rented.all)
            #expect(!rented.output.contains("PRIVATE KEY") && !rented.errors.contains("PRIVATE KEY"), rented.all)
            let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try String(contentsOfFile: key, encoding: .utf8).contains("PRIVATE KEY"))

            let listed = try await shop.run("sessions", "list", "-o", "json")
            let id = try #require(try listed.json()["sessions"][0]["id"].text, listed.all)
            #expect(listed.output == (try await server.api("GET", "sessions?limit=50&offset=0").text) + "\n" || listed.output.contains(id))
            let table = try await shop.run("sessions", "list", "--status", "running")
            #expect(table.output.contains(id) && table.output.contains("1 of 1 sessions"), table.all)
            let short = String(id.prefix(5))
            for verb in ["show", "get"] {
                let shown = try await shop.run("sessions", verb, short, "--events")
                #expect(shown.status == 0 && shown.output.contains(id) && shown.output.contains("launch_accepted"), shown.all)
            }
            let events = try await shop.run("sessions", "events", short, "-o", "json")
            #expect(try events.json()["session_id"].text == id, events.all)
            let extended = try await shop.run("sessions", "extend", short, "--hours", "1")
            #expect(extended.status == 0 && extended.output.contains("extended by 1 h"), extended.all)
            let beyond = try await shop.run("sessions", "extend", short, "--hours", "12")
            #expect(beyond.status == 64 && beyond.errors.contains("--override-hard-max"), beyond.all)
            let lifted = try await shop.run("sessions", "extend", short, "--hours", "12", "--override-hard-max", "-o", "json")
            #expect(try lifted.json()["override_hard_max"].flag == true, lifted.all)
            let ended = try await shop.run("shutdown", short)
            #expect(ended.status == 0 && ended.output.contains("is over (stopped)"), ended.all)
            let again = try await shop.run("sessions", "done", id)
            #expect(again.status == 0 && again.output.contains("is over (stopped)"), again.all)
            let forced = try await shop.run("shutdown", id, "--force")
            #expect(forced.status == 0, forced.all)
            for (reference, status) in [("abc", 64), ("0000", 66), ("not-an-id", 66), ("0123456789abcdef", 66)] where !id.hasPrefix("0000")
            {
                let unknown = try await shop.run("sessions", "show", reference)
                #expect(unknown.status == status, unknown.all)
            }
        }
    }

    @Test func `Ctrl-C while waiting leaves the session to its server, and says so`() async throws {
        try await BenchBed.serving(["--boot-seconds", "600"]) { bed, server in
            let waiting = try bed.shopper.start(["provision", "-c", "alice", "-i", try await bed.offer(), "--wait"])
            try await waiting.says("provisioning")
            waiting.signal(SIGINT)
            let said = try await waiting.end()
            let id = try #require(try await server.api("GET", "sessions").json["sessions"][0]["id"].text)
            #expect(said.status == 130 && said.errors.contains("gpu-shopper sessions delete \(id)"), said.all)
            #expect(try await server.session(id)["status"].text == "provisioning")
            try await bed.end(id, at: server)
        }
    }

    @Test func `a copy that cannot be written is said, a key that cannot be filed is printed, and no file is overwritten`() async throws {
        try await BenchBed.serving { bed, server in
            let kept = bed.folder.appending(path: "kept.pem")
            try Data("another machine's".utf8).write(to: kept)
            for path in [bed.folder.appending(path: "nowhere/key.pem").path, kept.path] {
                let rented = try await bed.shopper.run("provision", "-c", path, "-i", try await bed.offer(), "--save-key", path)
                #expect(rented.status == 0 && rented.output.contains("/keys/") && rented.errors.contains(path), rented.all)
            }
            let keys = bed.folder.appending(path: "shopper/keys")
            try FileManager.default.moveItem(at: keys, to: bed.folder.appending(path: "elsewhere"))
            try Data().write(to: keys)
            let printed = try await bed.shopper.run("provision", "-c", "carol", "-i", try await bed.offer(2))
            #expect(
                printed.status == 0 && printed.output.contains("PRIVATE KEY") && printed.errors.contains("cannot be written"), printed.all)
            #expect(try String(contentsOf: kept, encoding: .utf8) == "another machine's")
            for session in try await server.api("GET", "sessions").json["sessions"].list {
                try await bed.end(try #require(session["id"].text), at: server)
            }
        }
    }

    @Test func `what failed on the way is said with its own exit code`() async throws {
        try await BenchBed.serving { bed, server in
            try await bed.sandbox.fault(#"{"kind":"stale_offer","times":1}"#)
            let stale = try await bed.shopper.run("provision", "-c", "alice", "-i", try await bed.offer(), "--wait")
            #expect(stale.status == 75 && stale.errors.contains("error: "), stale.all)
            let unknown = try await bed.shopper.run("provision", "-c", "alice", "-i", "vastai-1")
            #expect(unknown.status == 66 && unknown.errors.contains("offer not found"), unknown.all)
            for flags in [["-t", "13"], ["-w", "gaming"], ["--storage", "keep"], ["--retries", "6"], ["--ssh-public-key", "/nowhere"]] {
                let refused = try await bed.shopper.start(["provision", "-c", "alice", "-i", "vastai-1"] + flags).end()
                #expect(refused.status == 64 && refused.errors.contains("error: --"), refused.all)
            }
        }
    }

    @Test func `without a server renting fails with a hint, and looking reads the database`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            try await server.runs(id)
            try await bed.end(id, at: server)
            #expect(try await server.stop().status == 0)
            let rented = try await bed.shopper.run("provision", "-c", "alice", "-i", try await bed.offer())
            #expect(rented.status == 69 && rented.errors.contains("gpu-shopper serve"), rented.all)
            let done = try await bed.shopper.run("sessions", "done", id)
            #expect(done.status == 69, done.all)
            for arguments in [["list"], ["show", id], ["events", String(id.prefix(6))]] {
                let shown = try await bed.shopper.start(["sessions"] + arguments).end()
                #expect(shown.status == 0 && shown.errors.contains("no server answers"), shown.all)
            }
            let json = try await bed.shopper.run("sessions", "show", String(id.prefix(6)), "-o", "json").json()
            #expect(json["id"].text == id && json["status"].text == "stopped")
            // What listens at the usual port may be somebody else's; the sandbox stands for it.
            var other = bed.shopper
            other.settings["SERVER_PORT"] = String(bed.sandbox.port)
            let beside = try await other.run("sessions", "list")
            #expect(beside.status == 0 && beside.errors.contains("no server answers"), beside.all)
            // A server that was named must be the one that answers.
            for named in [["--server", "http://127.0.0.1:1"], ["--server", "nonsense"]] {
                let said = try await bed.shopper.start(["sessions", "list"] + named).end()
                #expect(said.status == (named[1] == "nonsense" ? 64 : 69) && said.output.isEmpty, said.all)
            }
        }
    }

    @Test func `in an emergency machines of every deployment are ended, but none that a row of ours holds`() async throws {
        try await BenchBed.serving(settings: ["DEPLOYMENT_ID": "team-a"]) { bed, server in
            let (id, _) = try await bed.rent(server)
            let running = try await server.runs(id)
            let ours = try #require(running["provider_instance_id"].text)
            let orphan = try await bed.sandbox.plantOrphan(label: "gpu-shopper-team-a-left", age: 60)
            let other = try await bed.sandbox.plantOrphan(label: "gpu-shopper-team-b-0123456789abcdef")
            let foreign = try await bed.sandbox.plantOrphan(label: "somebody-else")
            let dry = try await bed.shopper.run("cleanup-orphans", "--all-deployments")
            #expect(dry.status == 0 && dry.output.contains(other) && dry.output.contains("--all-deployments --execute"), dry.all)
            let refused = try await bed.shopper.run("cleanup-orphans", "--all-deployments", "--execute")
            #expect(refused.status == 64, refused.all)
            #expect(try await bed.sandbox.machines().count == 4)
            let ended = try await bed.shopper.run("cleanup-orphans", "--all-deployments", "--execute", "--force", "-o", "json")
            #expect(ended.status == 0, ended.all)
            let report = try ended.json()
            #expect(report["destroyed"].number == 2 && report["live"].number == 1 && report["all_deployments"].flag == true)
            #expect(Set(report["orphans"].list.compactMap { $0["instance_id"].text }) == [orphan, other])
            #expect(Set(try await bed.sandbox.machines()) == [ours, foreign])
            #expect(try await Ledger(bed.shopper).first("SELECT instance FROM orphans WHERE ended_at IS NOT NULL") == orphan)
            // The row holds it under whichever name the deployment has today.
            var renamed = bed.shopper
            renamed.settings["DEPLOYMENT_ID"] = "team-c"
            let spared = try await renamed.run("cleanup-orphans", "--all-deployments", "--execute", "--force", "-o", "json")
            #expect(try spared.json()["live"].number == 1 && spared.json()["destroyed"].number == 0, spared.all)
            try await bed.end(id, at: server)
            try await bed.sandbox.remove(foreign)
        }
    }
}
