import Foundation
import Testing

struct ConfigTests {
    @Test func `every setting is shown with its value and where it comes from, and no secret`() async throws {
        try await Desk.use { desk in
            desk.settings = [
                "VASTAI_API_KEY": "s3cret-key", "LOG_LEVEL": "error", "GPU_SHOPPER_API_TOKENS": "a:read:s3cret-token-of-many-characters",
            ]
            try Data("SSH_VERIFY_TIMEOUT=15m\nLOG_LEVEL=debug\nALERT_WEBHOOK_URL=https://h.example/s3cret\n".utf8)
                .write(to: desk.work.appending(path: ".env"))
            let said = try await desk.shop("config", "show", "-o", "json")
            #expect(said.status == 0 && !said.all.rawValue.contains("s3cret"), said.all)
            let settings = try said.json()["settings"].list
            func find(_ name: String) -> [String?] {
                settings.filter { $0["name"].text == name }.flatMap { [$0["value"].text, $0["source"].text] }
            }
            #expect(find("VASTAI_API_KEY") == ["set", "environment"] && find("BLUELOBSTER_API_KEY") == [nil, "default"])
            #expect(find("LOG_LEVEL") == ["error", "environment"] && find("SSH_VERIFY_TIMEOUT") == ["15m", ".env"])
            #expect(find("HARD_MAX_HOURS") == ["12", "default"] && find("ALERT_WEBHOOK_URL") == ["set", ".env"])
            #expect(find("DATABASE_PATH") == [desk.usualDatabase.path, "default"])
            #expect(settings.allSatisfy { !($0["purpose"].text ?? "").isEmpty })
            let table = try await desk.shop("config")
            #expect(table.status == 0 && table.output.contains("LOG_LEVEL") && !table.output.contains("s3cret"), table.all)
            #expect(!FileManager.default.fileExists(atPath: desk.usualDatabase.path))
        }
    }

    @Test func `changing one is explained, and nothing is written`() async throws {
        try await Desk.use { desk in
            let server = try await desk.shop("config", "set", "server", "http://127.0.0.1:8080")
            #expect(server.status == 0 && server.output == "export GPU_SHOPPER_URL=http://127.0.0.1:8080\n", server.all)
            let span = try await desk.shop("config", "set", "ssh-verify-timeout", "15m", "-o", "json")
            #expect(try span.json()["command"].text == "export SSH_VERIFY_TIMEOUT=15m", span.all)
            let secret = try await desk.shop("config", "set", "VASTAI_API_KEY", "s3cret")
            #expect(secret.output == "export VASTAI_API_KEY=...\n" && !secret.errors.contains("s3cret"), secret.all)
            for (name, value, words) in [
                ("server", "nonsense", "GPU_SHOPPER_URL"), ("HARD_MAX_HOURS", "999", "1 to 168"), ("VASTAI_API_KY", "x", "VASTAI_API_KEY"),
                ("colour", "red", "config show"),
            ] {
                let refused = try await desk.shop("config", "set", name, value)
                #expect(refused.status == 64 && refused.errors.contains(words) && refused.output.isEmpty, refused.all)
            }
            #expect(try await desk.shell("ls -A").output == "")
        }
    }
}
