import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct LoginCommandTests {
    /// The folder of keys of a shopper.
    private static func keys(_ bed: BenchBed) -> URL { bed.folder.appending(path: "shopper/keys") }

    private static func rented(_ bed: BenchBed, _ more: String...) async throws -> String {
        let said = try await bed.shopper.start(
            ["provision", "-c", "alice", "-i", try await bed.offer(), "--wait", "-o", "json"] + more
        ).end()
        try #require(said.status == 0, said.all)
        return try #require(try said.json()["session"]["id"].text)
    }

    private static func mode(_ url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    @Test func `a rented machine is logged in to with nothing but its session's id`() async throws {
        try await BenchBed.serving { bed, server in
            let id = try await Self.rented(bed, "--save-key", "copy")
            let file = Self.keys(bed).appending(path: id + ".key")
            #expect(try Self.mode(Self.keys(bed)) == 0o700 && Self.mode(file) == 0o600)
            #expect(try Data(contentsOf: file) == Data(contentsOf: bed.folder.appending(path: "shopper/copy")))
            let shop = bed.shopper
            let said = try await shop.run("sessions", "ssh", String(id.prefix(6)), "--", "echo", "in;", "nvidia-smi", "-L")
            #expect(said.status == 0 && said.output.hasPrefix("in\nGPU 0"), said.all)
            let failed = try await shop.run("sessions", "ssh", id, "--", "exit 7")
            #expect(failed.status == 7, failed.all)
            let shown = try await shop.run("sessions", "key", id)
            #expect(shown.output == file.path + "\n", shown.all)
            #expect(try await shop.run("sessions", "key", id, "--print").output.hasPrefix("-----BEGIN OPENSSH PRIVATE KEY-----\n"))

            // Without the file the server's own copy is used, for as long as it has one.
            try FileManager.default.removeItem(at: file)
            #expect(try await shop.run("sessions", "ssh", id, "--", "true").status == 0)
            #expect(try Self.mode(file) == 0o600)
            try FileManager.default.removeItem(at: file)
            try await Ledger(shop).execute("DELETE FROM user_keys")
            let lost = try await shop.run("sessions", "ssh", id, "--", "true")
            #expect(lost.status == 66 && lost.errors.contains("--rekey"), lost.all)
            let made = try await shop.run("sessions", "key", id, "--rekey")
            #expect(made.status == 0 && made.output == file.path + "\n", made.all)
            #expect(try await shop.run("sessions", "ssh", id, "--", "true").status == 0)
            let old = try await shop.run("sessions", "ssh", id, "-k", "copy", "--", "true")
            #expect(old.status == 255, old.all)

            // Another host key under the same address is another machine.
            try await Ledger(shop).execute("UPDATE attempts SET host_key = 'SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'")
            let foreign = try await shop.run("sessions", "ssh", id, "--", "true")
            #expect(foreign.status == 1 && foreign.errors.contains("another host key"), foreign.all)
            try await bed.end(id, at: server)
            let over = try await shop.run("sessions", "ssh", id, "--", "true")
            #expect(over.status == 73 && over.errors.contains("cannot be logged in to"), over.all)
        }
    }

    @Test func `waiting ends when the machine runs, when it is over, and when the time is`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            let shop = bed.shopper
            let running = try await shop.run("sessions", "wait", id, "--timeout", "60s")
            #expect(running.status == 0 && running.output.contains("is running"), running.all)
            let late = try await shop.run("sessions", "wait", id, "--for", "stopped", "--timeout", "1s")
            #expect(late.status == 75 && late.errors.contains("still running"), late.all)
            let waiting = try shop.start(["sessions", "wait", id, "--for", "stopped"])
            try await waiting.says("running")
            try await bed.end(id, at: server)
            let over = try await waiting.end()
            #expect(over.status == 0 && over.output.contains("is stopped"), over.all)
            let never = try await shop.run("sessions", "wait", id)
            #expect(never.status == 73, never.all)
            let odd = try await shop.run("sessions", "wait", id, "--timeout", "soon")
            #expect(odd.status == 64 && odd.errors.contains("--timeout"), odd.all)
        }
    }

    @Test func `files and folders go there and back whole, with their modes, and what is there is not sent again`() async throws {
        try await BenchBed.serving { bed, server in
            let id = try await Self.rented(bed)
            let desk = bed.folder.appending(path: "shopper")
            let made = try await Program.run(
                "/bin/bash",
                [
                    "-c",
                    "cd '\(desk.path)' && mkdir -p 'a b/c' && head -c 2500000 /dev/urandom >'a b/big' && echo x >\"a b/c/it's\" && chmod 750 \"a b/c/it's\" && : >'a b/empty'",
                ])
            try #require(made.status == 0, "\(made.errors)")
            let shop = bed.shopper
            let up = try await shop.run("transfer", "upload", "a b", "\(id):work/")
            #expect(up.status == 0 && up.output == "3 files at \(id):work/a b\n" && up.errors.contains("hash verified"), up.all)
            let again = try await shop.run("transfer", "upload", "a b", "\(id):work/")
            #expect(again.status == 0 && again.errors.components(separatedBy: "is there already").count == 4, again.all)
            let listed = try await shop.run("sessions", "ssh", id, "--", "stat -c %a \"work/a b/c/it's\"; wc -c <'work/a b/big'")
            #expect(listed.output == "750\n2500000\n", listed.all)
            let down = try await shop.run("transfer", "download", "\(id):work/a b", "back")
            #expect(down.status == 0, down.all)
            let same = try await Program.run("/usr/bin/diff", ["-r", desk.appending(path: "a b").path, desk.appending(path: "back").path])
            #expect(same.status == 0, "\(same.output)")
            #expect(try Self.mode(desk.appending(path: "back/c/it's")) == 0o750)
            // One file under another name, and into a folder that is there.
            #expect(try await shop.run("transfer", "upload", "a b/big", "\(id):work/large").status == 0)
            #expect(try await shop.run("transfer", "download", "\(id):work/large", "back/").status == 0)
            #expect(FileManager.default.fileExists(atPath: desk.appending(path: "back/large").path))
            for (words, status, text) in [
                (["upload", "nothing", "\(id):x"], 66, "no such file"),
                (["download", "\(id):nothing", "x"], 66, "no such file on the host"),
                (["upload", "a b/big", "x"], 64, "SESSION:PATH"), (["upload", "a b/big", "\(id):/proc/x"], 66, "/proc/x"),
                (["download", "\(id):work/large", "/proc/x/y"], 74, "/proc/x"),
                (["upload", "a b", "\(id):x", "-t", "soon"], 64, "--timeout"),
                (["upload", "a b", "\(id):x", "-k", "nothing"], 64, "--key"),
            ] as [([String], Int32, String)] {
                let refused = try await shop.start(["transfer"] + words).end()
                #expect(refused.status == status && refused.errors.contains(text), refused.all)
            }
            try await bed.end(id, at: server)
        }
    }

    @Test func `a download that was killed goes on where it was`() async throws {
        try await BenchBed.serving { bed, server in
            let id = try await Self.rented(bed)
            let shop = bed.shopper
            #expect(try await shop.run("sessions", "ssh", id, "--", "head -c 60000000 /dev/urandom >big").status == 0)
            let part = bed.folder.appending(path: "shopper/big.part")
            let fetching = try shop.start(["transfer", "download", "\(id):big", "."])
            try await eventually("a part") {
                ((try? FileManager.default.attributesOfItem(atPath: part.path)[.size] as? Int) ?? 0) > 1_000_000 || fetching.status != nil
            }
            fetching.signal(SIGKILL)
            let killed = try await fetching.end()
            if killed.status == SIGKILL { #expect(FileManager.default.fileExists(atPath: part.path)) }
            let done = try await shop.run("transfer", "download", "\(id):big", ".")
            #expect(done.status == 0, done.all)
            if killed.status == SIGKILL { #expect(done.errors.contains("of it before"), done.all) }
            #expect(!FileManager.default.fileExists(atPath: part.path))
            let theirs = try await shop.run("sessions", "ssh", id, "--", "sha256sum <big")
            let ours = try await Program.run("/bin/bash", ["-c", "sha256sum <'\(bed.folder.appending(path: "shopper/big").path)'"])
            #expect(theirs.output == ours.output)
            try await bed.end(id, at: server)
        }
    }
}
