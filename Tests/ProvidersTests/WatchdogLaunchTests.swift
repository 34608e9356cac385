import Domain
import Foundation
import Providers
import TestSupport
import Testing

struct WatchdogLaunchTests {
    private static func onstart(_ watchdog: Watchdog?, own: String? = nil, path: String = "") async throws -> String? {
        let server = try LoopbackServer { _ in .json(#"{"new_contract": 9}"#) }
        let bed = try VastBed(at: server, path: path)
        var request = try VastFixtures.launchRequest()
        request.watchdog = watchdog
        request.onStart = own
        _ = try await bed.provider.launch(request)
        return try VastBed.object(server.requests.first)["onstart"] as? String
    }

    @Test func `a watchdog goes along as the start script, with its times and the address to ask`() async throws {
        let script = try #require(try await Self.onstart(Watchdog(allowance: .seconds(3600), grace: .milliseconds(899_001))))
        #expect(script.contains(" 'gpu-shopper-watchdog' '3600' '900' 'http://127.0.0.1:"))
        #expect(try await Self.onstart(nil) == nil)
    }

    @Test(arguments: ["sh", "bash"])
    func `what the user wants to run comes after the watchdog, whatever is in it`(shell: String) async throws {
        let own = "printf '%s|' \"it's\" $'two\\nlines'\n[[ 1 == 1 ]] && echo done; exit 3"
        let script = try #require(try await Self.onstart(nil, own: own))
        let after = try #require(try await Self.onstart(Watchdog(allowance: .seconds(60), grace: .seconds(60)), own: own))
        #expect(after.hasPrefix("#!/bin/sh") && after.hasSuffix(script))
        let outcome = try await Program.run(
            "/usr/bin/env", ["GPU_SHOPPER_ON_START=" + Data(own.utf8).base64EncodedString(), "/bin/\(shell)", "-c", script])
        #expect(outcome.status == 3 && outcome.output == "it's|two\nlines|done\n", "\(outcome.errors)")
    }

    @Test func `the script stays within what the service takes, whatever it is made of`() async throws {
        let endless = Watchdog(allowance: .seconds(Int64.max), grace: .seconds(Int64.max))
        let script = try #require(
            try await Self.onstart(endless, own: String(repeating: "x", count: 8192), path: String(repeating: "p", count: 200)))
        #expect(script.count < 4000)
        #expect(script.contains("'100000000' '100000000'"))
        #expect(script.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: ["sh", "bash"]) func `every shell can read the texts`(shell: String) async throws {
        let script = try #require(try await Self.onstart(Watchdog(allowance: .seconds(60), grace: .seconds(60)), path: "it's/$(false)"))
        // The loop is a word of the script, so it is looked at by itself too.
        let loop = try #require(script.split(separator: "'sh' '-c' '").last?.split(separator: "' 'gpu-shopper-watchdog'").first)
        let program = String(loop).replacing("'\\''", with: "'")
        for text in [script, program, WatchdogScript.grantCommand(seconds: 60), WatchdogScript.reportCommand] {
            let outcome = try await Program.run("/bin/\(shell)", ["-n", "-c", text])
            #expect(outcome.status == 0, "\(outcome.errors)\n\(text)")
        }
    }
}
