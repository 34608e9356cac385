import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct BackupTests {
    private static func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `a copy that is made while a server works holds everything, and opens with its key`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            let copy = bed.folder.appending(path: "copy of it.db").path
            // Rows come and go meanwhile.
            let renting = try bed.shopper.start(["provision", "-c", "bob", "-i", try await bed.offer(1), "--wait"])
            let said = try await bed.shopper.run("db", "backup", copy, "-o", "json")
            #expect(said.status == 0, said.all)
            let report = try said.json()
            #expect(report["backup"].text == copy && report["key_file"].text == copy + ".key" && (report["bytes"].number ?? 0) > 50_000)
            #expect(try Self.mode(copy) == 0o600 && Self.mode(copy + ".key") == 0o600)
            #expect(!FileManager.default.fileExists(atPath: copy + "-wal"))
            #expect(try await renting.end().status == 0)

            var other = bed.shopper
            other.settings["DATABASE_PATH"] = copy
            other.settings["SERVER_PORT"] = "1"
            let checked = try await other.run("db", "check")
            #expect(checked.status == 0 && checked.output.contains("opens what is sealed"), checked.all)
            let shown = try await other.run("sessions", "list", "--server", server.url)
            #expect(shown.output.contains(id), shown.all)
            let foreign = try await Program.run(
                "/usr/bin/python3",
                ["-c", "import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT id FROM sessions').fetchall())", copy])
            #expect(foreign.output.contains(id), "\(foreign.errors)")

            let kept = try Data(contentsOf: URL(filePath: copy))
            let again = try await bed.shopper.run("db", "backup", copy)
            #expect(again.status == 73 && again.errors.contains("--force"), again.all)
            #expect(try Data(contentsOf: URL(filePath: copy)) == kept)
            let forced = try await bed.shopper.run("db", "backup", copy, "--force")
            #expect(forced.status == 0, forced.all)
            for session in try await server.api("GET", "sessions").json["sessions"].list {
                try await bed.end(try #require(session["id"].text), at: server)
            }
        }
    }

    @Test func `what cannot be copied or written is said, and leaves nothing`() async throws {
        try await Desk.use { desk in
            let none = try await desk.shop("db", "backup", "copy.db")
            #expect(none.status == 66 && !FileManager.default.fileExists(atPath: desk.usualDatabase.path), none.all)
            #expect(try await desk.shop("benchmarks", "list").status == 0)
            let nowhere = try await desk.shop("db", "backup", "nowhere/copy.db")
            #expect(nowhere.status == 74 && nowhere.errors.contains("nowhere/copy.db"), nowhere.all)
            let itself = try await desk.shop("db", "backup", desk.usualDatabase.path, "--force")
            #expect(itself.status == 64 && itself.errors.contains("the database itself"), itself.all)
            #expect(try await desk.shop("db", "check").status == 0)
            // A disk without space for it.
            let full = try await desk.shell("ulimit -f 100; \"$shop\" db backup full.db")
            #expect(full.status == 74 && full.errors.contains("full.db"), full.all)
            #expect(try await desk.shell("ls").output == "")
        }
    }
}
