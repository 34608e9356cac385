import Foundation
import SSH
import TestSupport
import Testing

@Suite(.enabled(if: LoopbackSSHD.isAvailable, "sshd is not installed"))
struct CommandTests {
    /// A command that makes a file and ends when it goes, as it does with the machine at the latest.
    private static func lasting(asLongAs file: String) -> ShellCommand {
        ShellCommand("sh", "-c", "touch \"$0\"; while [ -e \"$0\" ]; do sleep 0.2; done", file)
    }

    @Test func `output, errors and status of a command come back`() async throws {
        try await Machine.use { machine in
            let output = try await machine.connected { host in
                try await host.run(ShellCommand(raw: "echo out; echo err >&2; exit 7"))
            }
            #expect(output.text == "out\n")
            #expect(output.errorText == "err\n")
            #expect(output.status == 7)
            #expect(!output.succeeded)
            #expect(!output.truncated)
        }
    }

    @Test func `a signal that ends a command is named`() async throws {
        try await Machine.use { machine in
            let output = try await machine.connected { host in
                try await host.run(ShellCommand(raw: "kill -KILL $$"))
            }
            #expect(output.signal == "KILL")
            #expect(!output.succeeded)
        }
    }

    @Test func `many commands share one connection`() async throws {
        try await Machine.use { machine in
            try await machine.connected { host in
                for number in 0..<20 {
                    let output = try await host.run(ShellCommand("echo", "\(number)"))
                    #expect(output.text == "\(number)\n")
                    #expect(output.succeeded)
                }
            }
        }
    }

    @Test func `both streams far beyond the bound are drained and cut`() async throws {
        try await Machine.use { machine in
            let flood = ShellCommand(
                raw: "head -c 9000000 /dev/zero >&2; head -c 9000000 /dev/zero; head -c 9000000 /dev/zero >&2; exit 3")
            let output = try await machine.connected { host in
                try await host.run(flood, outputLimit: 1000)
            }
            #expect(output.stdout.count == 1000)
            #expect(output.stderr.count == 1000)
            #expect(output.truncated)
            #expect(output.status == 3)
        }
    }

    @Test func `output up to the bound is complete`() async throws {
        try await Machine.use { machine in
            let output = try await machine.connected { host in
                try await host.run(ShellCommand(raw: "head -c 5000000 /dev/zero"), outputLimit: 5_000_000)
            }
            #expect(output.stdout.count == 5_000_000)
            #expect(!output.truncated)
        }
    }

    @Test func `input goes through a command unchanged while its output comes back`() async throws {
        try await Machine.use { machine in
            let sample = await noise(6_000_000)
            let output = try await machine.connected { host in
                try await host.run(ShellCommand("cat"), input: sample, outputLimit: 8 << 20)
            }
            #expect(output.stdout == sample)
            #expect(output.succeeded)
        }
    }

    @Test func `a command that does not read its input still ends`() async throws {
        try await Machine.use { machine in
            let output = try await machine.connected { host in
                try await host.run(ShellCommand("echo", "done"), input: await noise(8_000_000))
            }
            #expect(output.text == "done\n")
        }
    }

    @Test func `without input a reading command sees the end at once`() async throws {
        try await Machine.use { machine in
            let output = try await machine.connected { host in try await host.run(ShellCommand("cat")) }
            #expect(output.stdout.isEmpty)
            #expect(output.succeeded)
        }
    }

    @Test func `every nasty word survives the way through the login shell`() async throws {
        try await Machine.use { machine in
            let output = try await machine.connected { host in
                try await host.run(ShellCommand(words: ["printf", "%s\\0"] + ShellCommandTests.nasty))
            }
            let words = output.text.split(separator: "\0", omittingEmptySubsequences: false).dropLast()
            #expect(words.map(String.init) == ShellCommandTests.nasty)
        }
    }

    @Test func `a word with a NUL is refused before anything runs`() async throws {
        try await Machine.use { machine in
            await #expect(throws: SSHError.self) {
                try await machine.connected { host in try await host.run(ShellCommand("echo", "a\0b")) }
            }
        }
    }

    @Test func `a command that outlasts its time is reported and the connection stays good`() async throws {
        try await Machine.use { machine in
            let started = machine.remotePath("started")
            let long = Self.lasting(asLongAs: started)
            let output = try await Patience.growing(from: .milliseconds(300)) { time in
                try await machine.connected { host in
                    await #expect(throws: SSHError.timedOut(machine.endpoint, phase: .command)) {
                        try await host.run(long, timeout: time)
                    }
                    // One whose time was over before the command ran has a channel half open and nothing to prove.
                    guard FileManager.default.fileExists(atPath: started) else { return CommandOutput?.none }
                    return try await host.run(ShellCommand("echo", "still here"))
                }
            } until: {
                $0 != nil
            }
            #expect(output?.text == "still here\n")
        }
    }

    @Test func `a command that never stops talking meets its deadline too`() async throws {
        try await Machine.use { machine in
            let started = machine.remotePath("started")
            let chatty = ShellCommand("sh", "-c", "touch \"$0\"; exec yes", started)
            _ = try await Patience.growing(from: .milliseconds(500)) { time in
                await #expect(throws: SSHError.timedOut(machine.endpoint, phase: .command)) {
                    try await machine.connected { host in try await host.run(chatty, timeout: time, outputLimit: 10) }
                }
            } until: { _ in
                FileManager.default.fileExists(atPath: started)
            }
        }
    }

    @Test func `cancelling ends a running command and the caller sees a cancellation`() async throws {
        try await Machine.use { machine in
            await #expect(throws: CancellationError.self) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        try await machine.connected { host in
                            _ = try await host.run(Self.lasting(asLongAs: machine.remotePath("started")), timeout: .seconds(600))
                        }
                    }
                    #expect(try await Patience.sees { FileManager.default.fileExists(atPath: machine.remotePath("started")) })
                    group.cancelAll()
                    try await group.waitForAll()
                }
            }
        }
    }

    @Test func `a server that goes away in the middle is a lost connection`() async throws {
        try await Machine.use { machine in
            await #expect(throws: SSHError.connectionLost(machine.endpoint)) {
                try await machine.connected { host in
                    // The session's own sshd is the parent of the login shell.
                    _ = try await host.run(ShellCommand(raw: "kill -KILL $PPID; sleep 20"))
                }
            }
        }
    }

    @Test func `more waiting connections than cores hold up no other task`() async throws {
        try await Machine.use { machine in
            let count = 3 * ProcessInfo.processInfo.activeProcessorCount
            let script = "touch \"$0\".$1; until [ -e \"$0\" ] || [ ! -e \"$0\".$1 ]; do sleep 0.05; done"
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<count {
                    group.addTask {
                        try await machine.connected { host in
                            let wait = ShellCommand("sh", "-c", script, machine.remotePath("go"), "\(number)")
                            return try await host.run(wait, timeout: .seconds(600)).succeeded
                        }
                    }
                }
                // All of them sit in the library now, and this task has to get its turn to let them go.
                #expect(
                    try await Patience.sees {
                        try FileManager.default.contentsOfDirectory(atPath: machine.sshd.files.path).count >= count
                    })
                try Data().write(to: machine.sshd.files.appending(path: "go"))
                for try await isGood in group { #expect(isGood) }
            }
        }
    }

    @Test func `ten connections work side by side`() async throws {
        try await Machine.use { machine in
            let answers = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<10 {
                    group.addTask {
                        try await machine.connected { host in
                            try await host.run(ShellCommand("echo", "\(number)")).text
                        }
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(answers == Set((0..<10).map { "\($0)\n" }))
        }
    }
}
