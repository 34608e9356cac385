import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct DatabaseCheckTests {
    @Test func `what is whole is said to be, and nothing is changed`() async throws {
        try await Desk.use { desk in
            let none = try await desk.shop("db", "check")
            #expect(none.status == 66 && !FileManager.default.fileExists(atPath: desk.usualDatabase.path), none.all)
            #expect(try await desk.shop("benchmarks", "list").status == 0)
            let before = try Data(contentsOf: desk.usualDatabase)
            let said = try await desk.shop("db", "check", "-o", "json")
            let checks = try said.json()["checks"].list
            #expect(said.status == 0 && checks.allSatisfy { $0["status"].text == "ok" }, said.all)
            #expect(checks.compactMap { $0["check"].text } == ["form", "integrity", "references", "key file", "archives"])
            #expect(try Data(contentsOf: desk.usualDatabase) == before)
        }
    }

    @Test func `damage is found and named`() async throws {
        try await BenchBed.use { bed in
            let shop = bed.shopper
            #expect(try await shop.bench().status == 0)
            func expect(_ words: String, after command: String, at location: SourceLocation = #_sourceLocation) async throws {
                let copy = shop.folder.appending(path: "case")
                let made = try await Program.run(
                    "/bin/bash",
                    [
                        "-c",
                        "set -e; rm -rf \"$1\"; mkdir \"$1\"; cp \"$2\" \"$1/shop.db\"; cp \"$2.key\" \"$1/shop.db.key\"; cd \"$1\"; \(command)",
                        "-",
                        copy.path, shop.database,
                    ])
                try #require(made.status == 0, "\(made.errors)", sourceLocation: location)
                var other = shop
                other.settings["DATABASE_PATH"] = copy.appending(path: "shop.db").path
                let said = try await other.run("db", "check")
                #expect(said.status == 74 && (said.output + said.errors).contains(words), said.all, sourceLocation: location)
            }
            let sql = "python3 -c 'import sqlite3,sys; c=sqlite3.connect(\"shop.db\"); c.executescript(sys.argv[1])'"
            // Closed files alone can be copied so.
            try await Ledger(shop).execute("PRAGMA wal_checkpoint(TRUNCATE)")
            try await expect("is not a database", after: "head -c 20000 /dev/urandom >shop.db")
            let overwrite = "dd if=/dev/zero of=shop.db bs=4096 conv=notrunc status=none"
            try await expect("is damaged", after: "\(overwrite) seek=1 count=60")
            try await expect("integrity", after: "\(overwrite) seek=$(($(stat -c %s shop.db) / 4096 - 20)) count=10")
            try await expect(
                "refer to no row of sessions",
                after: "\(sql) 'INSERT INTO ledger (session, at, event, detail) VALUES (\"0000000000000000\", 1, \"x\", \"\")'")
            try await expect("newer gpu-shopper", after: "\(sql) 'PRAGMA user_version = 999'")
            try await expect("belongs to another program", after: "\(sql) 'PRAGMA application_id = 5'")
            try await expect(
                "archives are missing".replacing("archives are", with: "1 are"),
                after: "\(sql) 'UPDATE sessions SET archive_path = \"/gone\"'")
        }
    }

    @Test func `a key file that is gone, damaged or another one is found`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            let shop = bed.shopper
            let key = shop.database + ".key"
            let whole = try Data(contentsOf: URL(filePath: key))
            #expect(try await shop.run("db", "check").status == 0)
            for (content, words) in [
                (nil, "is missing"), (Data([1, 2, 3]), "is damaged"), (Data(repeating: 7, count: 32), "cannot be opened"),
            ] as [(Data?, String)] {
                try FileManager.default.removeItem(atPath: key)
                if let content { try content.write(to: URL(filePath: key)) }
                let said = try await shop.run("db", "check")
                #expect(said.status == 74 && said.output.contains(words), said.all)
                if content == nil { try Data().write(to: URL(filePath: key)) }
            }
            try whole.write(to: URL(filePath: key))
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
            let open = try await shop.run("db", "check")
            #expect(open.status == 0 && open.output.contains("chmod 600"), open.all)
            try await bed.end(id, at: server)
        }
    }
}
