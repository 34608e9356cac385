import Foundation
import Sandbox
import TestSupport
import Testing

/// The vendor's own command-line tool against the sandbox.
@Suite(.needsVendorClient) struct VendorClientTests {
    /// The folder of the Python environment: named by a variable, or made by `make deps` at the package's root.
    static var environment: String? {
        let variable = ProcessInfo.processInfo.environment["GPU_SHOPPER_CLIENTS"]
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return [variable, root.appending(path: ".build-clients").path].compactMap(\.self)
            .first { FileManager.default.isExecutableFile(atPath: $0 + "/bin/vastai") }
    }

    private struct Client {
        let port: Int
        let home: TemporaryFolder

        func run(_ arguments: String...) async throws -> Program.Outcome { try await run(arguments) }

        func run(_ arguments: [String]) async throws -> Program.Outcome {
            let environment = try #require(VendorClientTests.environment)
            return try await Program.run(
                "/usr/bin/env",
                [
                    "-i", "HOME=\(home.url.path)", "PATH=/usr/bin:/bin", "TMPDIR=\(home.url.path)",
                    environment + "/bin/vastai",
                ] + arguments + ["--url", "http://127.0.0.1:\(port)/vastai", "--api-key", "some-key"])
        }
    }

    @Test func `it searches, creates, shows and destroys`() async throws {
        try await withSandbox { cloud in
            let home = try TemporaryFolder()
            defer { home.remove() }
            let client = Client(port: cloud.port, home: home)

            let table = try await client.run("search", "offers", "num_gpus=1 gpu_name=RTX_4090 reliability>0.9")
            #expect(table.status == 0 && table.output.contains("RTX_4090"), "\(table.errors)")
            let found = try await client.run("search", "offers", "num_gpus=1 gpu_name=RTX_4090", "-o", "dph", "--raw")
            let offers = try #require(try JSONValue(parsing: found.output.utf8).array)
            let offer = try #require(offers.first?["id"]?.int)
            let everything = try await client.run("search", "offers", "-n", "--limit", "1000", "--raw")
            #expect(try JSONValue(parsing: everything.output.utf8).array?.count ?? 0 >= 40)

            let created = try await client.run(
                "create", "instance", "\(offer)", "--image", "vastai/ollama", "--disk", "20", "--ssh", "--label",
                "by-vendor", "--cancel-unavail", "--raw")
            let id = try #require(
                try JSONValue(parsing: created.output.utf8)["new_contract"]?.int, "\(created.errors)")
            let again = try await client.run("create", "instance", "\(offer)", "--image", "vastai/ollama", "--raw")
            #expect((again.output + again.errors).contains("no_such_ask"))

            let list = try await client.run("show", "instances", "--raw")
            #expect(try JSONValue(parsing: list.output.utf8)[0]?["label"] == "by-vendor")
            #expect(try await client.run("show", "instances").output.contains("RTX"))
            let one = try await client.run("show", "instance", "\(id)", "--raw")
            #expect(try JSONValue(parsing: one.output.utf8)["actual_status"] == "running")
            #expect(try await client.run("show", "instance", "\(id)").output.contains("RTX_4090"))
            let address = try await client.run("ssh-url", "\(id)")
            #expect(address.output.hasPrefix("ssh://root@127.0.0.1:"), "\(address.errors)")
            let user = try await client.run("show", "user", "--raw")
            #expect(try JSONValue(parsing: user.output.utf8)["credit"]?.number ?? 0 > 24)

            let destroyed = try await client.run("destroy", "instance", "\(id)", "-y")
            #expect(destroyed.output.contains("destroying instance \(id)"), "\(destroyed.errors)")
            let gone = try await client.run("show", "instance", "\(id)")
            #expect(gone.errors.contains("not found"), "\(gone.output)")
        }
    }

    @Test(arguments: [
        "", "-n --limit 1000 -o flops_usd-", "verified=any", "verified=false", "rentable=true -o dlperf_usd-", "-n gpu_name=H200_NVL",
        "--type bid", "-r", "driver_version>=535.86.05 has_avx=true",
    ])
    func `it prints the table of a search whatever dirt is in it`(words: String) async throws {
        try await withSandbox { cloud in
            let home = try TemporaryFolder()
            defer { home.remove() }
            let table = try await Client(port: cloud.port, home: home)
                .run(["search", "offers"] + words.split(separator: " ").map(String.init))
            #expect(table.status == 0 && table.output.contains("H200_NVL"), "\(table.errors)")
            #expect(table.errors.isEmpty)
        }
    }

    @Test func `it attaches a key that then opens the machine`() async throws {
        try await withSandbox { cloud in
            let home = try TemporaryFolder()
            defer { home.remove() }
            let client = Client(port: cloud.port, home: home)
            let key = home.path("key")
            _ = try await Program.run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key])
            let text = try String(contentsOfFile: key + ".pub", encoding: .utf8)
            let id = try await cloud.rent()
            let attached = try await client.run("attach", "ssh", "\(id)", text.trimmingCharacters(in: .newlines))
            #expect(attached.status == 0, "\(attached.errors)")
            #expect(try await cloud.call("GET", "/vastai/api/v0/instances/\(id)/ssh/").text.contains("ssh-ed25519"))
        }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips by name where the vendor's client is not installed.
    fileprivate static var needsVendorClient: Self {
        .enabled("the vastai client is not installed; 'make deps' installs it") {
            VendorClientTests.environment != nil
        }
    }
}
