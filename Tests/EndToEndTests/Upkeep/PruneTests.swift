import Foundation
import Testing

@Suite(.needsSSHServer) struct PruneTests {
    @Test func `old archives whose results are in the database go, and no other`() async throws {
        try await BenchBed.use { bed in
            let shop = bed.shopper
            for _ in 1...3 {
                let done = try await shop.bench()
                #expect(done.status == 0, done.all)
            }
            let ledger = Ledger(shop)
            let before = try shop.archives()
            try #require(before.count == 3)
            // The first was over long ago; the second too, but its result never came to be.
            let ids = try #require(try await ledger.first("SELECT group_concat(id) FROM (SELECT id FROM sessions ORDER BY created_at)"))
                .split(separator: ",").map(String.init)
            for id in ids.prefix(2) {
                try await ledger.execute("UPDATE sessions SET finished_at = finished_at - 8640000000 WHERE id = '\(id)'")
            }
            try await ledger.execute("UPDATE sessions SET benchmark_id = NULL WHERE id = '\(ids[1])'")
            try FileManager.default.createDirectory(
                at: shop.folder.appending(path: "archives/benchmark_of_somebody"), withIntermediateDirectories: true)

            let dry = try await shop.run("results", "prune", "--dry-run")
            #expect(dry.status == 0 && dry.output.contains(ids[0]) && !dry.output.contains(ids[1]), dry.all)
            #expect(dry.output.contains("A dry run") && dry.output.contains("1 kept, since their results"), dry.all)
            let unasked = try await shop.run("results", "prune")
            #expect(unasked.status == 64 && unasked.errors.contains("--force"), unasked.all)
            #expect(try shop.archives().count == 4)
            let kept = try await shop.run("results", "prune", "--keep", "2", "--force")
            #expect(kept.status == 0 && kept.output.contains("No archive is to be removed."), kept.all)

            let pruned = try await shop.run("results", "prune", "-f", "-o", "json")
            let report = try pruned.json()
            #expect(report["removed"].number == 1 && report["archives"][0]["session_id"].text == ids[0], pruned.all)
            #expect(report["kept_unread"].number == 1 && report["kept_recent"].number == 1, pruned.all)
            #expect((report["bytes_freed"].number ?? 0) > 1000, pruned.all)
            let left = try shop.archives()
            #expect(left == (before.filter { !$0.contains(ids[0]) } + ["benchmark_of_somebody"]).sorted())
            // The result is there as before, the session says what became of its archive, and nothing is missed.
            #expect(try await shop.measured().count == 3)
            #expect(try await shop.run("sessions", "events", ids[0]).output.contains("archive_removed"))
            #expect(try await shop.run("db", "check").status == 0)
            let again = try await shop.run("results", "prune", "-f", "-o", "json").json()
            #expect(again["removed"].number == 0 && again["missing"].number == 0)
        }
    }

    @Test func `a removal that was cut off is finished the next time`() async throws {
        try await BenchBed.use { bed in
            let shop = bed.shopper
            #expect(try await shop.bench().status == 0)
            let name = try #require(try shop.archives().first)
            let folder = shop.folder.appending(path: "archives")
            try FileManager.default.moveItem(at: folder.appending(path: name), to: folder.appending(path: ".removed-" + name))
            try await Ledger(shop).execute("UPDATE sessions SET finished_at = finished_at - 10000")
            let done = try await shop.run("results", "prune", "--older-than", "1s", "--force")
            #expect(done.status == 0 && done.output.contains("1 of 1 archives were removed"), done.all)
            #expect(try shop.archives().isEmpty)
        }
    }

    @Test(arguments: [["--older-than", "soon"], ["--older-than", "-1d"], ["--older-than", "0d"], ["--keep", "-1"]])
    func `an age or a number that makes no sense is refused`(flags: [String]) async throws {
        try await Desk.use { desk in
            let said = try await desk.shop("results", "prune", flags[0], flags[1], "--force")
            #expect(said.status == 64 && said.errors.contains(flags[0]), said.all)
        }
    }
}
