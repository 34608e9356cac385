import Foundation
import TestSupport
import Testing

struct LoaderTests {
    private static func archives(_ count: Int, at desk: Desk, seed: UInt64 = 11) throws -> URL {
        let folder = desk.work.appending(path: "archives")
        try ArchiveGenerator(requests: 20, samples: 5, seed: seed).write(count, into: folder)
        return folder
    }

    @Test func `both styles of flags import, and importing again stores nothing`() async throws {
        try await Desk.use { desk in
            _ = try Self.archives(3, at: desk)
            let old = try await desk.load(
                "-db", "./one.db", "-dir", "./archives", "-provider", "vastai", "-price", "0.16", "-location", "US")
            #expect(old.status == 0 && old.output.contains(/imported +3\n/), old.all)
            let new = try await desk.load(
                "--db", "./one.db", "--dir", "./archives", "--provider", "vastai", "--price", "0.16", "--location", "US", "-o", "json")
            #expect(new.status == 0, new.all)
            let report = try new.json()
            #expect(report.keys == ["imported", "already_present", "skipped", "broken_lines"])
            #expect(report["imported"].number == 0 && report["already_present"].number == 3)
            #expect(report["skipped"].list.isEmpty && report["broken_lines"].number == 0)
            let listing = try await desk.shop("benchmarks", "list", "-o", "json", "--limit", "200", with: ["DATABASE_PATH": "./one.db"])
                .json()
            let ours = listing["benchmarks"].list.filter { $0["source"].text == "imported" }
            #expect(ours.count == 3)
            for row in ours {
                #expect(row["provider"].text == "vastai" && row["location"].text == "US" && row["price_per_hour"].number == 0.16)
            }
        }
    }

    @Test func `several folders, as a shell expands them, and one archive by itself`() async throws {
        try await Desk.use { desk in
            _ = try Self.archives(3, at: desk)
            let said = try await desk.shell(
                """
                "$load" -db x.db -dir archives/benchmark_* -provider vastai -price 0.16 -location "US" -o json &&
                "$load" --db x.db --dir archives/benchmark_00001 --dir archives/benchmark_00002 -o json
                """)
            #expect(said.status == 0, said.all)
            #expect(said.output.contains(/"imported" : 3/) && said.output.contains(/"already_present" : 2/), said.all)
        }
    }

    @Test func `a broken archive is named and skipped, the others are imported`() async throws {
        try await Desk.use { desk in
            let folder = try Self.archives(4, at: desk)
            try Data("{nothing".utf8).write(to: folder.appending(path: "benchmark_00000/metadata.json"))
            try FileManager.default.removeItem(at: folder.appending(path: "benchmark_00001/gpu.csv"))
            let results = folder.appending(path: "benchmark_00002/results.jsonl")
            try (try Data(contentsOf: results) + Data("{broken\n".utf8)).write(to: results)
            let said = try await desk.load("--db", "x.db", "--dir", "archives", "-o", "json")
            #expect(said.status == 2, said.all)
            let report = try said.json()
            #expect(report["imported"].number == 3 && report["broken_lines"].number == 1)
            #expect(report["skipped"].list.count == 1)
            #expect(report["skipped"][0]["archive"].text?.hasSuffix("benchmark_00000") == true)
            #expect(report["skipped"][0]["reason"].text?.isEmpty == false)
            let table = try await desk.load("--db", "x.db", "--dir", "archives")
            #expect(table.status == 2 && table.output.contains("benchmark_00000: "), table.all)
        }
    }

    @Test func `a dry run reads everything and stores nothing`() async throws {
        try await Desk.use { desk in
            _ = try Self.archives(3, at: desk)
            let dry = try await desk.load("--db", "x.db", "--dir", "archives", "--dry-run", "-o", "json")
            #expect(dry.status == 0, dry.all)
            #expect(try dry.json()["imported"].number == 3)
            #expect(!FileManager.default.fileExists(atPath: desk.work.appending(path: "x.db").path))
            #expect(try await desk.load("--db", "x.db", "--dir", "archives/benchmark_00001").status == 0)
            let mixed = try await desk.load("-db", "x.db", "-dir", "archives", "-dry-run", "-o", "json").json()
            #expect(mixed["imported"].number == 2 && mixed["already_present"].number == 1)
            let after = try await desk.load("--db", "x.db", "--dir", "archives", "-o", "json").json()
            #expect(after["imported"].number == 2)
        }
    }

    @Test func `a packed archive is the same as its folder`() async throws {
        try await Desk.use { desk in
            _ = try Self.archives(2, at: desk)
            let said = try await desk.shell(
                """
                set -e
                mkdir packed; for n in 00000 00001; do tar -C archives -czf packed/benchmark_$n.tar.gz benchmark_$n; done
                gzip -r archives/benchmark_00001
                "$load" --db x.db --dir packed -o json >first.json
                "$load" --db x.db --dir archives packed/benchmark_00000.tar.gz -o json >second.json
                jq -r .imported,.already_present first.json second.json
                """)
            #expect(said.status == 0, said.all)
            #expect(said.lines.prefix(4) == ["2", "0", "0", "3"], said.all)
        }
    }

    @Test func `what is not there or cannot be meant is said`() async throws {
        try await Desk.use { desk in
            let missing = try await desk.load("--db", "x.db", "--dir", "nowhere", "-o", "json")
            #expect(missing.status == 2, missing.all)
            #expect(try missing.json()["skipped"][0]["archive"].text?.contains("nowhere") == true)
            #expect(try await desk.load("--db", "x.db").status == 64)
            #expect(try await desk.load("--db", "x.db", "--dir", ".", "--price", "cheap").status == 64)
            #expect(try await desk.load("--db", "x.db", "--dir", ".", "--price", "-1").status == 64)
            #expect(try await desk.load("--db", "x.db", "--dir", ".", "-o", "xml").status == 64)
            #expect(try await desk.load("--db", "/dev/null/x.db", "--dir", ".").status == 74)
        }
    }

    @Test func `without a database named it is the one the other program uses`() async throws {
        try await Desk.use { desk in
            _ = try Self.archives(2, at: desk)
            #expect(try await desk.load("--dir", "archives").status == 0)
            let listing = try await desk.shop("benchmarks", "list", "-o", "json", "--limit", "200").json()
            #expect(listing["total"].number == 85)
            // The shipped results are in already: naming their folder again changes nothing.
            let shipped = try await desk.load("--dir", BenchMachine.root.appending(path: "results").path, "-o", "json").json()
            #expect(shipped["imported"].number == 0 && shipped["already_present"].number == 83)
        }
    }
}
