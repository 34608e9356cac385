import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct UserKeyTests {
    @Test func `a key is shown again for ten minutes, and is sealed where it lies`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, opened) = try await bed.rent(server)
            let key = try #require(opened.json["ssh_private_key"].text)
            let again = try await server.api("GET", "sessions/\(id)/key")
            #expect(again.status == 200 && again.json["ssh_private_key"].text == key && again.json["session_id"].text == id, again.all)
            #expect(again.json["expires_at"].text != nil && again.headers["cache-control"] == "no-store", again.all)
            let secret = key.split(separator: "\n").dropFirst().first.map(String.init) ?? "?"
            let found = try await Program.run("/bin/grep", ["-rlF", secret, bed.folder.appending(path: "shopper").path])
            #expect(found.output.isEmpty, "\(found.output)")
            try await Ledger(bed.shopper).execute("UPDATE user_keys SET expires_at = 1")
            let late = try await server.api("GET", "sessions/\(id)/key")
            #expect(late.status == 404 && late.json["hint"].text?.contains("rekey") == true, late.all)
            let ledger = Ledger(bed.shopper)
            try await eventually("the key forgotten") { try await ledger.first("SELECT count(*) FROM user_keys") == "0" }
            try await bed.end(id, at: server)
        }
    }

    @Test func `another key opens the machine, the one before does not, and a restart changes nothing`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, opened) = try await bed.rent(server)
            let early = try await server.api("POST", "sessions/\(id)/rekey")
            if early.status != 200 { #expect(early.status == 409 && early.json["hint"].text?.contains("Wait") == true, early.all) }
            let running = try await server.runs(id)
            let old = try #require(try await server.api("GET", "sessions/\(id)/key").json["ssh_private_key"].text, opened.all)
            #expect(try await Self.logsIn(running, key: old, folder: bed.folder))
            let changed = try await server.api("POST", "sessions/\(id)/rekey")
            let new = try #require(changed.json["ssh_private_key"].text, changed.all)
            #expect(changed.status == 200 && new != old && changed.json["expires_at"].text != nil, changed.all)
            #expect(try await Self.logsIn(running, key: new, folder: bed.folder))
            #expect(try await !Self.logsIn(running, key: old, folder: bed.folder))
            try await server.kill()

            let next = try await RunningServer.start(bed.shopper)
            #expect(try await next.api("GET", "sessions/\(id)/key").json["ssh_private_key"].text == new)
            #expect(try await Self.logsIn(running, key: new, folder: bed.folder))
            #expect(try await next.api("GET", "sessions/\(id)/events").text.contains("rekeyed"))
            // The server's own key still opens it: it moves the machine's deadline and ends it.
            #expect(try await next.api("POST", "sessions/\(id)/extend", #"{"additional_hours":1}"#).status == 200)
            let own = try await Self.ownKey(bed)
            let brought = try await next.api("POST", "sessions/\(id)/rekey", #"{"ssh_public_key":"\#(own.line)"}"#)
            #expect(brought.status == 200 && !brought.json.keys.contains("ssh_private_key"), brought.all)
            #expect(try await Self.logsIn(running, key: own.key, folder: bed.folder))
            #expect(try await !Self.logsIn(running, key: new, folder: bed.folder))
            #expect(try await next.api("GET", "sessions/\(id)/key").status == 404)
            let nonsense = try await next.api("POST", "sessions/\(id)/rekey", #"{"ssh_public_key":"ssh-rsa x"}"#)
            #expect(nonsense.status == 400, nonsense.all)
            try await bed.end(id, at: next)
            let over = try await next.api("POST", "sessions/\(id)/rekey")
            #expect(over.status == 409, over.all)
            #expect(try await next.stop().status == 0)
        }
    }

    private static func ownKey(_ bed: BenchBed) async throws -> (line: String, key: String) {
        let file = bed.folder.appending(path: "own").path
        let made = try await Program.run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "mine", "-f", file])
        try #require(made.status == 0, "\(made.errors)")
        let line = try String(contentsOfFile: file + ".pub", encoding: .utf8).trimmingCharacters(in: .newlines)
        return (line, try String(contentsOfFile: file, encoding: .utf8))
    }

    private static func logsIn(_ session: JSONTree, key: String, folder: URL) async throws -> Bool {
        let file = folder.appending(path: UUID().uuidString)
        try Data(key.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        let host = try #require(session["ssh_host"].text)
        let port = Int(try #require(session["ssh_port"].number))
        let user = try #require(session["ssh_user"].text)
        let said = try await Program.run(
            "/usr/bin/ssh",
            [
                "-F", "none", "-i", file.path, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o",
                "UserKnownHostsFile=/dev/null", "-p", "\(port)", "\(user)@\(host)", "echo in",
            ])
        return said.output == "in\n"
    }
}
