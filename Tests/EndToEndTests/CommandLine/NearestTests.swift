import Foundation
import Testing

@Suite(.needsSSHServer) struct NearestTests {
    @Test(arguments: [
        ("offer-health -g 'RTX 409'", "\"RTX 4090\""), ("inventory -g 4080x", "\"RTX 4080\""), ("costs -g MI3000X", "\"MI300X\""),
        ("benchmarks best -m qwen2:7bb", "qwen2:7b?"), ("benchmarks list -m deepsek-r1:14b", "deepseek-r1:14b"),
        ("advise -m llama31:8b", "llama3.1:8b"), ("benchmarks show bm-0c76ff8a6", "bm-0c76ff8a5848a5e80ef2"),
        ("config set LOG_LEVL info", "LOG_LEVEL"),
    ])
    func `a name that is none is told the nearest`(command: String, meant: String) async throws {
        try await Desk.use { desk in
            let said = try await desk.shell("\"$shop\" \(command)")
            #expect(said.errors.contains(/[Dd]id you mean/) && said.errors.contains(meant), said.all)
        }
    }

    @Test func `a session's id that is none is told the nearest, and one that is short is found`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            let last = id.last == "0" ? "1" : "0"
            let wrong = String(id.dropLast()) + last
            for arguments in [
                ["sessions", "show", wrong], ["sessions", "extend", wrong], ["costs", "-s", wrong], ["bench", "resume", wrong],
            ] {
                let said = try await bed.shopper.start(arguments).end()
                #expect(said.status == 66 && said.errors.contains("Did you mean \(id)?"), said.all)
            }
            let short = try await bed.shopper.run("costs", "-s", String(id.prefix(6)))
            #expect(short.status == 0 && short.output.contains(id), short.all)
            let over = try await bed.shopper.run("bench", "resume", String(id.prefix(6)))
            #expect(over.status != 66 && over.errors.contains(id), over.all)
            try await bed.end(id, at: server)
        }
    }
}
