import Foundation
import Glibc
import TestSupport
import Testing

@Suite("bench script: signals", .timeLimit(.minutes(15)))
struct BenchScriptSignalTests {
    /// Processes that were started in the machine's environment.
    private func leftovers(of machine: BenchMachine) async throws -> [String] {
        let listing = try machine.start(["ps", "-eo", "pid=,stat=,args="])
        _ = await listing.exitStatus()
        let own = getpid()
        return try listing.text().split(separator: "\n").map(String.init).filter { line in
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count == 3, let pid = Int32(parts[0]), pid != own, pid != listing.pid else { return false }
            guard !parts[1].hasPrefix("Z"), !line.contains("/port") else { return false }
            let environment = FileManager.default.contents(atPath: "/proc/\(pid)/environ") ?? Data()
            return String(decoding: environment, as: UTF8.self).contains(machine.folder.path)
        }
    }

    private func expectNothingLeft(of machine: BenchMachine) async throws {
        var left: [String] = []
        _ = try await Patience.sees(every: .milliseconds(100)) {
            left = try await leftovers(of: machine)
            return left.isEmpty
        }
        #expect(left.isEmpty)
    }

    @Test(arguments: HeldStage.allCases)
    func `a signal in any stage leaves the markers and nothing running`(held: HeldStage) async throws {
        try await BenchMachine.with(held.fake, gpus: held.gpus) { machine async throws in
            // In a line of its own: as an argument it would change the machine after the call took hold of it.
            let settings = try held.settings(on: &machine)
            let running = try machine.startScript(with: settings)
            try await machine.reaches(held.rawValue, in: running)
            if let message = held.message { try await waitUntil(message) { try machine.status().message.hasPrefix(message) } }
            try await waitUntil("the heartbeat") { machine.has("heartbeat") }
            running.signal(SIGTERM)
            #expect(await running.exitStatus() == 143)
            let failure = try machine.failure()
            #expect(failure.stage == held.rawValue && failure.exitCode == 143)
            #expect(failure.reason == "ended by signal TERM")
            #expect(try machine.status().stage == "failed")
            try await expectNothingLeft(of: machine)
        }
    }

    @Test(arguments: ["warmup", "pull"])
    func `a signal between the start of a transfer and the note of its number leaves nothing running`(stage: String) async throws {
        try await BenchMachine.with(stage == "pull" ? .pulling("stall") : .generating("hang")) { machine async throws in
            let strike = machine.folder.appending(path: "strike.sh")
            let lines = """
                set -o functrace
                trap 'if [ "$BASH_COMMAND" = "CHILD=\\$!" ] && [ "${STAGE-}" = \(stage) ] && [ -n "${STREAM-}" ]; then
                    trap - DEBUG
                    kill -TERM $$
                fi' DEBUG

                """
            try Data(lines.utf8).write(to: strike)
            let running = try machine.startScript(with: ["BASH_ENV": strike.path])
            #expect(await running.exitStatus() == 143)
            #expect(try machine.failure().reason == "ended by signal TERM")
            try await expectNothingLeft(of: machine)
        }
    }

    @Test func `a transfer that forgot that it was asked to end is asked again`() async throws {
        try await BenchMachine.with(.generating("hang")) { machine async throws in
            // As the shell's child does between its fork and the program it becomes.
            try machine.install(
                "curl",
                """
                #!/bin/sh
                case "$*" in
                *" -N "*/api/generate)
                    trap 'forgotten=1' TERM
                    touch "$HOME/deaf"
                    while [ -z "${forgotten-}" ]; do sleep 0.1; done
                    trap - TERM
                    ;;
                esac
                PATH=${PATH#*:} exec curl "$@"

                """)
            let running = try machine.startScript()
            let deaf = machine.folder.appending(path: "deaf").path
            try await waitUntil("the transfer") { FileManager.default.fileExists(atPath: deaf) }
            running.signal(SIGTERM)
            #expect(await running.exitStatus() == 143)
            try await expectNothingLeft(of: machine)
        }
    }

    @Test(arguments: [(SIGINT, "INT", 130), (SIGHUP, "HUP", 129)] as [(Int32, String, Int32)])
    func `other signals are named too`(number: Int32, name: String, status: Int32) async throws {
        try await BenchMachine.with(.generating("hang")) { machine async throws in
            let running = try machine.startScript()
            try await machine.reaches("warmup", in: running)
            running.signal(number)
            #expect(await running.exitStatus() == status)
            #expect(try machine.failure().reason == "ended by signal \(name)")
        }
    }

    @Test func `a signal nobody thought of leaves the marker as well`() async throws {
        try await BenchMachine.with(.generating("hang")) { machine async throws in
            let running = try machine.startScript()
            try await machine.reaches("warmup", in: running)
            running.signal(SIGUSR1)
            #expect(await running.exitStatus() != 0)
            #expect(try machine.failure().stage == "warmup")
        }
    }

    @Test func `after a kill no loop, no request and no server of ours is left`() async throws {
        try await BenchMachine.with(nil) { machine async throws in
            try machine.useFreePort()
            let configuration = try machine.configuration(.generating("ok", "ok", "slow"))
            try machine.install(
                "ollama", "#!/bin/sh\nexec python3 '\(BenchMachine.fakeServer)' '\(configuration)'\n")
            let running = try machine.startScript(with: ["DURATION": "600"])
            try await machine.reaches("measure", in: running)
            running.signal(SIGKILL)
            _ = await running.exitStatus()
            try await expectNothingLeft(of: machine)
            #expect(!machine.has("complete") && !machine.has("failed.json") && machine.stage() == "measure")
            let (status, said) = try await machine.runScript()
            #expect(status == 73 && said.contains("choose another OUT"), "\(said)")
        }
    }
}
