import Foundation
import TestSupport
import Testing

struct DatabasePlaceTests {
    @Test func `the database lies where the setting says, else in data, else with the user's data`() async throws {
        try await Desk.use { desk in
            func place(_ settings: [String: String] = [:]) async throws -> String? {
                try await desk.shop("doctor", "-o", "json", with: settings).json()["database"].text
            }
            #expect(try await place() == desk.usualDatabase.path)
            let xdg = desk.folder.appending(path: "xdg").path
            #expect(try await place(["XDG_DATA_HOME": xdg]) == xdg + "/gpu-shopper/gpu-shopper.db")
            // Only an absolute path counts there.
            #expect(try await place(["XDG_DATA_HOME": "xdg"]) == desk.usualDatabase.path)
            try FileManager.default.createDirectory(at: desk.work.appending(path: "data"), withIntermediateDirectories: false)
            #expect(try await place(["XDG_DATA_HOME": xdg])?.hasSuffix("/desk/data/gpu-shopper.db") == true)
            #expect(try await place(["DATABASE_PATH": "~/own.db"]) == desk.home.path + "/own.db")
            #expect(try await place(["DATABASE_PATH": "own.db"])?.hasSuffix("/desk/own.db") == true)
        }
    }

    @Test func `only its owner can read the database`() async throws {
        try await Desk.use { desk in
            let said = try await desk.shell("umask 000; \"$shop\" benchmarks list >out && stat -c %a \"$HOME\"/.local/share/gpu-shopper/*")
            #expect(said.status == 0, said.all)
            #expect(Set(said.lines.filter { !$0.isEmpty }) == ["600"], said.all)
        }
    }

    @Test func `the deployment id is made once and kept`() async throws {
        try await Desk.use { desk in
            let first = try await desk.shop("doctor", "-o", "json").json()["deployment_id"].text
            let other = try await desk.shop("doctor", "-o", "json", with: ["DEPLOYMENT_ID": "for-once"]).json()["deployment_id"].text
            let again = try await desk.shop("doctor", "-o", "json").json()["deployment_id"].text
            #expect(first != nil && first == again && other == "for-once")
        }
    }

    @Test(arguments: ["PRAGMA user_version = 99", "PRAGMA application_id = 77"])
    func `a database of a newer or another program is refused with a sentence`(statement: String) async throws {
        try await Desk.use { desk in
            #expect(try await desk.shop("benchmarks", "list").status == 0)
            try await Self.change(desk.usualDatabase, statement)
            let said = try await desk.shop("benchmarks", "list")
            #expect(said.status == 74 && said.output.isEmpty, said.all)
            #expect(said.errors.contains(desk.usualDatabase.path) && said.errors.contains("DATABASE_PATH"), said.all)
            #expect(said.errors.contains("newer") || said.errors.contains("another program"), said.all)
            let loader = try await desk.load("--db", desk.usualDatabase.path, "--dir", desk.work.path)
            #expect(loader.status == 74, loader.all)
        }
    }

    @Test func `a damaged file is refused with a sentence`() async throws {
        try await Desk.use { desk in
            let noise = desk.work.appending(path: "noise.db")
            var random = SeededGenerator(seed: 4)
            try Data((0..<9000).map { _ in UInt8(truncatingIfNeeded: random.next()) }).write(to: noise)
            let said = try await desk.shop("benchmarks", "list", with: ["DATABASE_PATH": noise.path])
            #expect(said.status == 74 && said.errors.contains("is not a database"), said.all)

            let damaged = desk.usualDatabase
            #expect(try await desk.shop("benchmarks", "list").status == 0)
            // What a program leaves in the write-ahead log when it exits would repair the pages that are damaged here.
            try await Ledger(desk).execute("PRAGMA wal_checkpoint(TRUNCATE)")
            var bytes = try Data(contentsOf: damaged)
            for index in 4096..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: random.next()) }
            try bytes.write(to: damaged)
            let broken = try await desk.shop("benchmarks", "list")
            #expect(broken.status == 74 && broken.errors.contains("damaged"), broken.all)
        }
    }

    @Test func `a place that cannot be written is refused with a sentence`() async throws {
        try await Desk.use { desk in
            for place in ["/proc/nowhere/x.db", "/dev/null/x.db", desk.work.path] {
                let said = try await desk.shop("benchmarks", "list", with: ["DATABASE_PATH": place])
                #expect(said.status == 74 && said.errors.hasPrefix("error: "), said.all)
                #expect(said.errors.contains(place) && said.errors.contains("hint: "), said.all)
            }
        }
    }

    private static func change(_ database: URL, _ statement: String) async throws {
        let script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit(); c.close()"
        let outcome = try await Program.run("/usr/bin/env", ["python3", "-c", script, database.path, statement])
        try #require(outcome.status == 0, "\(outcome.errors)")
    }
}
