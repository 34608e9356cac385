import Foundation
import Testing

@Suite(.needsSSHServer) struct RunCommandTests {
    @Test func `runs are kept, shown and called off, here and at a server that is named`() async throws {
        try await BenchBed.serving { bed, server in
            for named in [[], ["--server", server.url]] {
                func runs(_ arguments: String...) async throws -> Finished {
                    try await bed.shopper.start(["runs"] + arguments + named).end()
                }
                let made = try await runs("create", "-m", "Qwen2:7b", "-m", "llama3.1:8b", "-g", "rtx4090", "--budget", "2.5", "-o", "json")
                let run = try made.json()["run"]
                let id = try #require(run["id"].text, made.all)
                #expect(run["request"]["models"] == .list([.text("qwen2:7b"), .text("llama3.1:8b")]) && run["total_entries"].number == 2)
                let shown = try await runs("show", String(id.dropLast(2)))
                #expect(shown.status == 0 && shown.errors.contains("does not carry them out"), shown.all)
                #expect(
                    shown.output.contains("run        \(id)\n") && shown.output.contains("2 (2 pending)") && shown.output.contains("$2.50"),
                    shown.all)
                #expect(shown.output.contains("llama3.1:8b") && shown.output.contains("RTX 4090"), shown.all)
                let details = try await runs("show", id, "-o", "json").json()
                #expect(details["run"] == run && details["entries"].list.count == 2)
                let off = try await runs("cancel", id)
                #expect(off.status == 0 && off.output == "Run \(id) is cancelled.\n", off.all)
                #expect(try await runs("cancel", id).status == 66)
                let list = try await runs("list", "--status", "cancelled", "-o", "csv")
                #expect(list.output.contains("\n\(id),cancelled,2,0,0,0,0,2,0,2.5,"), list.all)
                let none = try await runs("list", "--status", "failed")
                #expect(none.status == 0 && none.output == "No runs.\n", none.all)
                for (arguments, words, code) in [
                    (["create", "-m", "qwen2:7x"], "qwen2:7x", Int32(64)),
                    (["create", "-m", "qwen2:7b", "-g", "4060ti"], "RTX 4060 Ti 16GB", 64),
                    (["create", "-m", "qwen2:7b", "--budget", "-1"], "--budget", 64), (["show", "run-00000000"], "run not found", 66),
                    (["create", "-m", "qwen2:7b", "--priority", "2000"], "--priority", 64), (["list", "--status", "done"], "--status", 64),
                ] {
                    let refused = try await bed.shopper.start(["runs"] + arguments + named).end()
                    #expect(refused.status == code && refused.errors.contains(words), refused.all)
                }
            }
            #expect(try await server.api("GET", "benchmark-runs").json["total"].number == 2)
            #expect(try await bed.sandbox.state().count("create") == 0)
        }
    }

    @Test func `schedules are added, turned off and on and removed by their names`() async throws {
        try await BenchBed.serving { bed, server in
            for named in [[], ["--server", server.url]] {
                func schedules(_ arguments: String...) async throws -> Finished {
                    try await bed.shopper.start(["runs", "schedules"] + arguments + named).end()
                }
                let added = try await schedules("add", "every leap day", "0 0 29 2 *", "-m", "qwen2:7b", "-g", "4090")
                #expect(added.status == 0 && added.output.contains("-02-29T00:00:00Z"), added.all)
                #expect(added.errors.contains("does not carry them out"), added.all)
                #expect(try await schedules("add", "every leap day", "0 0 29 2 *", "-m", "qwen2:7b").status == 73)
                let odd = try await schedules("add", "odd", "61 * * * *", "-m", "qwen2:7b")
                #expect(odd.status == 64 && odd.errors.contains("minute"), odd.all)
                let off = try await schedules("disable", "every leap day", "-o", "json").json()["schedule"]
                #expect(
                    off["enabled"].flag == false && off["next_run_at"] == .null && off["run_request"]["gpu_types"][0].text == "RTX 4090")
                let list = try await schedules("list", "-o", "csv")
                #expect(list.output.contains("every leap day,\(off["id"].text ?? ""),0 0 29 2 *,false,,qwen2:7b,RTX 4090,"), list.all)
                #expect(try await schedules("enable", off["id"].text ?? "").status == 0)
                let slip = try await schedules("remove", "every leap dy")
                #expect(slip.status == 66 && slip.errors.contains("every leap day"), slip.all)
                let removed = try await schedules("remove", "every leap day")
                #expect(removed.status == 0 && removed.output == "Schedule 'every leap day' is removed.\n", removed.all)
                let none = try await schedules()
                #expect(none.output == "No schedules.\n", none.all)
            }
        }
    }
}
