import Foundation
import Testing

struct SettingsTests {
    private static func write(_ text: String, at desk: Desk) throws {
        try Data(text.utf8).write(to: desk.work.appending(path: ".env"))
    }

    @Test func `the settings file is read and the environment wins`() async throws {
        try await Desk.use { desk in
            try Self.write("# mine\nexport DEPLOYMENT_ID=\"from-file\"\n\nDATABASE_PATH=./kept/here.db # beside\r\n", at: desk)
            let file = try await desk.shop("doctor", "-o", "json").json()
            #expect(file["deployment_id"].text == "from-file")
            #expect(file["database"].text?.hasSuffix("/kept/here.db") == true)
            #expect(FileManager.default.fileExists(atPath: desk.work.appending(path: "kept/here.db").path))
            let both = try await desk.shop("doctor", "-o", "json", with: ["DEPLOYMENT_ID": "from-shell"]).json()
            #expect(both["deployment_id"].text == "from-shell")
        }
    }

    @Test(arguments: [
        ("VASTAI_BASE_URL=ftp://x", "http"), ("TEARDOWN_TIMEOUT=soon", "90s"), ("HARD_MAX_HOURS=0", "1 to 168"),
        ("VASTAI_REQUESTS_PER_SECOND=two", "whole number"), ("DEPLOYMENT_ID=-x-", "letters"), ("LOG_LEVEL=loud", "debug"),
        ("SERVER_PORT=99999", "65535"), ("INVENTORY_CACHE_TTL=5", "90s"),
    ])
    func `a malformed value is named with the form it must have`(line: String, form: String) async throws {
        try await Desk.use { desk in
            let name = String(line.prefix { $0 != "=" })
            let shell = try await desk.shop("benchmarks", "list", with: [name: String(line.dropFirst(name.count + 1))])
            #expect(shell.status == 64 && shell.output.isEmpty, shell.all)
            #expect(shell.errors.contains(name) && shell.errors.contains("environment") && shell.errors.contains(form), shell.all)
            try Self.write(line + "\n", at: desk)
            let file = try await desk.shop("doctor")
            #expect(file.status == 64 && file.errors.contains(name) && file.errors.contains(".env") && file.errors.contains(form), file.all)
        }
    }

    @Test func `a line that is no assignment is named by its number`() async throws {
        try await Desk.use { desk in
            try Self.write("DEPLOYMENT_ID=a\nthis is nothing\n", at: desk)
            let said = try await desk.shop("benchmarks", "list")
            #expect(said.status == 64 && said.errors.contains("line 2 of .env"), said.all)
        }
    }

    @Test func `a name close to one of ours is warned about`() async throws {
        try await Desk.use { desk in
            try Self.write("DATABSE_PATH=x.db\n", at: desk)
            let said = try await desk.shop("benchmarks", "list", with: ["VASTAI_APIKEY": "secret-in-a-misspelt-name"])
            #expect(said.status == 0, said.all)
            #expect(said.errors.contains("DATABSE_PATH") && said.errors.contains("did you mean DATABASE_PATH"), said.all)
            #expect(said.errors.contains("VASTAI_APIKEY") && said.errors.contains("did you mean VASTAI_API_KEY"), said.all)
            #expect(!said.errors.contains("secret-in-a-misspelt-name"))
            #expect(try await desk.shop("doctor").output.contains("did you mean DATABASE_PATH"))
        }
    }

    @Test(arguments: [
        "VASTAI_BASE_URL=https://console.vast.ai/api/v0", "VASTAI_BASE_URL=http://me:hunter2@127.0.0.1:1", "VASTAI_BASE_URL=http://h:99999",
        "VASTAI_BASE_URL=http://h/?key=hunter2", "VASTAI_API_KEY='hunter2 and more'",
    ])
    func `an address with more than it may hold and a key of several words are refused without showing them`(
        line: String
    ) async throws {
        try await Desk.use { desk in
            try Self.write(line + "\n", at: desk)
            let said = try await desk.shop("inventory")
            #expect(said.status == 64 && said.output.isEmpty, said.all)
            #expect(said.errors.contains(String(line.prefix { $0 != "=" })) && said.errors.contains("hint:"), said.all)
            #expect(!said.errors.contains("hunter2"), said.all)
        }
    }

    @Test func `a name of our families that is no setting is warned about`() async throws {
        try await Desk.use { desk in
            try Self.write("TENSORDOCK_API_KEY=hunter2\nRECONCILE_INTERVAL=2m\n", at: desk)
            let said = try await desk.shop("benchmarks", "list", with: ["VASTAI_KEY": "hunter2", "vastai_api_key": "hunter2"])
            #expect(said.status == 0, said.all)
            for name in [
                "TENSORDOCK_API_KEY (.env)", "RECONCILE_INTERVAL (.env)", "VASTAI_KEY (environment)", "vastai_api_key (environment)",
            ] {
                #expect(said.errors.contains("warning: \(name) is not a setting"), said.all)
            }
            #expect(!said.errors.contains("hunter2"))
        }
    }

    @Test func `two names of one setting that differ are refused`() async throws {
        try await Desk.use { desk in
            let differ = ["HARD_MAX_HOURS": "2", "LIFECYCLE_HARD_MAX_HOURS": "3"]
            let said = try await desk.shop("benchmarks", "list", with: differ)
            #expect(said.status == 64, said.all)
            #expect(said.errors.contains("HARD_MAX_HOURS") && said.errors.contains("LIFECYCLE_HARD_MAX_HOURS"), said.all)
            let same = ["HARD_MAX_HOURS": "3", "LIFECYCLE_HARD_MAX_HOURS": "3"]
            #expect(try await desk.shop("benchmarks", "list", with: same).status == 0)
            let alias = try await desk.shop("benchmarks", "list", with: ["LIFECYCLE_HARD_MAX_HOURS": "never"])
            #expect(alias.status == 64 && alias.errors.contains("LIFECYCLE_HARD_MAX_HOURS"), alias.all)
        }
    }

    @Test func `a folder that holds no scripts is refused as home`() async throws {
        try await Desk.use { desk in
            let said = try await desk.shop("benchmarks", "list", with: ["GPU_SHOPPER_HOME": desk.work.path])
            #expect(said.status == 64 && said.errors.contains("GPU_SHOPPER_HOME"), said.all)
        }
    }
}
