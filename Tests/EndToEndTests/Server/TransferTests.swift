import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct TransferTests {
    private static func rented(_ bed: BenchBed) async throws -> String {
        let said = try await bed.shopper.run("provision", "-c", "alice", "-i", try await bed.offer(), "--wait", "-o", "json")
        try #require(said.status == 0, said.all)
        return try #require(try said.json()["session"]["id"].text)
    }

    private static func write(_ size: Int, to file: URL) throws {
        var generator = SeededGenerator(seed: 7)
        try Data((0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }).write(to: file)
    }

    @Test(arguments: [SIGINT, SIGKILL])
    func `an upload that was stopped goes on where it was`(signal: Int32) async throws {
        try await BenchBed.serving { bed, server in
            let id = try await Self.rented(bed)
            let (shop, folder) = (bed.shopper, bed.folder.appending(path: "shopper/out"))
            try FileManager.default.createDirectory(at: folder.appending(path: "in"), withIntermediateDirectories: true)
            try Self.write(1000, to: folder.appending(path: "a small one"))
            let made = try await Program.run("/usr/bin/truncate", ["-s", "300M", folder.appending(path: "in/large").path])
            try #require(made.status == 0)
            let sending = try shop.start(["transfer", "upload", "out", "\(id):there"])
            let stopped = bed.folder.appending(path: "sandbox")
            try await eventually("a part on the machine") {
                if sending.status != nil { return true }
                let found = FileManager.default.enumerator(at: stopped, includingPropertiesForKeys: [.fileSizeKey])?.allObjects as? [URL]
                let part = found?.first { $0.lastPathComponent == "large.part" }
                return ((try? part?.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0) > 1_000_000
            }
            sending.signal(signal)
            let cut = try await sending.end()
            try #require(cut.status == signal, "it was faster than its end: \(cut.all)")
            let whole = try await shop.run("sessions", "ssh", id, "--", "ls there/in")
            #expect(whole.output == "large.part\n", whole.all)

            let done = try await shop.run("transfer", "upload", "out", "\(id):there")
            #expect(done.status == 0 && done.output.hasPrefix("2 files at \(id):there"), done.all)
            #expect(done.errors.contains("a small one  is there already") && done.errors.contains("of it before, hash verified"), done.all)
            let seen = try await shop.run("sessions", "ssh", id, "--", "find there -type f | sort; stat -c %s there/in/large")
            #expect(seen.output == "there/a small one\nthere/in/large\n314572800\n", seen.all)
            try await bed.end(id, at: server)
        }
    }

    @Test func `what was sent is what a foreign client finds, whatever its name`() async throws {
        try await BenchBed.serving { bed, server in
            let id = try await Self.rented(bed)
            let shop = bed.shopper
            let name = "it's \"one\" $(of) many; names"
            try Self.write(100_000, to: shop.folder.appending(path: name))
            let sent = try await shop.run("transfer", "upload", name, "\(id):deep/er/", "-o", "json")
            let report = try sent.json()
            #expect(report["files"].number == 1 && report["path"].text == "deep/er/\(name)", sent.all)

            let session = try await server.session(id)
            let port = Int(try #require(session["ssh_port"].number))
            let target = "\(session["ssh_user"].text ?? "root")@\(session["ssh_host"].text ?? "")"
            let fetched = bed.folder.appending(path: "fetched")
            try Data("get -r deep \(fetched.path)\n".utf8).write(to: bed.folder.appending(path: "batch"))
            let client = try await Program.run(
                "/usr/bin/sftp",
                [
                    "-F", "/dev/null", "-q", "-b", bed.folder.appending(path: "batch").path, "-P", String(port), "-i",
                    shop.folder.appending(path: "keys/\(id).key").path, "-o", "StrictHostKeyChecking=no", "-o",
                    "UserKnownHostsFile=/dev/null",
                    target,
                ])
            #expect(client.status == 0, "\(client.errors)")
            let theirs = try Data(contentsOf: fetched.appending(path: "er/\(name)"))
            #expect(try theirs == Data(contentsOf: shop.folder.appending(path: name)))
            let back = try await shop.run("transfer", "download", "\(id):deep/er/\(name)", "back/", "-q")
            #expect(back.status == 0 && back.errors.isEmpty && back.output == "1 file at \(shop.folder.path)/back/\(name)\n", back.all)
            // A folder that is fetched twice is the same folder, and not one within itself.
            for _ in 1...2 {
                let again = try await shop.run("transfer", "download", "\(id):deep", "deep")
                #expect(again.status == 0 && again.output == "1 file at \(shop.folder.path)/deep\n", again.all)
                #expect(!again.errors.contains("\r") && !again.errors.contains("\u{1B}"), again.all)
            }
            let none = try await shop.run("transfer", "download", "\(id):deep", "deep", "--timeout", "1ms")
            #expect(none.status == 75, none.all)
            try await bed.end(id, at: server)
            let over = try await shop.run("transfer", "upload", name, "\(id):x")
            #expect(over.status == 73 && over.errors.contains("cannot be logged in to"), over.all)
        }
    }

    @Test(.enabled("a small file system cannot be mounted here") { await DiskFullTests.canMount() })
    func `a disk that is full is named, and what has arrived stays`() async throws {
        try await BenchBed.serving { bed, server in
            let id = try await Self.rented(bed)
            let shop = bed.shopper
            #expect(try await shop.run("sessions", "ssh", id, "--", "head -c 4000000 /dev/urandom >big").status == 0)
            let small = bed.folder.appending(path: "small")
            try FileManager.default.createDirectory(at: small, withIntermediateDirectories: true)
            let mount = "/bin/mount -t tmpfs -o size=1m small \"$0\" && \"$@\"; code=$?; ls \"$0\"; exit $code"
            let said = try await shop.start(
                ["transfer", "download", "\(id):big", small.path + "/"],
                wrapper: ["/usr/bin/unshare", "-m", "/bin/sh", "-c", mount, small.path]
            ).end()
            #expect(said.status == 74 && said.output == "big.part\n", said.all)
            #expect(said.errors.contains("small/big") && said.errors.contains("hint: "), said.all)
            try await bed.end(id, at: server)
        }
    }
}
