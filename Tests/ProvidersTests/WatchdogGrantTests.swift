import Domain
import Foundation
import Providers
import TestSupport
import Testing

struct WatchdogGrantTests {
    private static func report(_ command: String, on machine: FolderMachine, shell: String = "sh") async throws -> WatchdogReport? {
        let outcome = try await machine.run(command, shell: shell)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
        return WatchdogReport(output: outcome.output)
    }

    @Test(arguments: ["sh", "bash"]) func `a grant moves the deadline forward and never back`(shell: String) async throws {
        let machine = try await FolderMachine(Watchdog(allowance: .seconds(60), grace: .zero))
        try await machine.start()
        let granted = try #require(try await Self.report(WatchdogScript.grantCommand(seconds: 10_000), on: machine, shell: shell))
        #expect((9000...10_000).contains(granted.secondsLeft ?? 0) && granted.isRunning)
        let deadline = machine.deadline
        let less = try #require(try await Self.report(WatchdogScript.grantCommand(seconds: 5), on: machine, shell: shell))
        #expect((9000...10_000).contains(less.secondsLeft ?? 0))
        #expect(machine.deadline == deadline)
        let seen = try await Self.report(WatchdogScript.reportCommand, on: machine, shell: shell)
        #expect((9000...10_000).contains(seen?.secondsLeft ?? 0) && seen?.isRunning == true)
    }

    @Test func `a grant repairs a file that was damaged`() async throws {
        let machine = try await FolderMachine(Watchdog(allowance: .seconds(60), grace: .zero))
        try machine.replace("deadline", with: "nonsense")
        let before = try await Self.report(WatchdogScript.reportCommand, on: machine)
        #expect(before?.secondsLeft == nil && before?.isRunning == false)
        let after = try await Self.report(WatchdogScript.grantCommand(seconds: 10_000), on: machine)
        #expect((9000...10_000).contains(after?.secondsLeft ?? 0))
    }

    @Test func `a grant that cannot be written fails`() async throws {
        let machine = try await FolderMachine(Watchdog(allowance: .seconds(60), grace: .zero))
        let outcome = try await machine.run("HOME=/proc; \(WatchdogScript.grantCommand(seconds: 10_000))")
        #expect(outcome.status != 0)
        #expect(WatchdogReport(output: outcome.output) == nil)
    }

    @Test func `a machine that was granted more lives longer than one that was not`() async throws {
        let outlived = try await Patience.growing(from: .seconds(2)) { time throws -> Bool? in
            let granted = try await FolderMachine(Watchdog(allowance: time, grace: .zero))
            try await granted.start()
            _ = try await Self.report(WatchdogScript.grantCommand(seconds: 10_000), on: granted)
            let other = try await FolderMachine(Watchdog(allowance: time, grace: .zero))
            guard granted.asked.isEmpty else { return nil }
            try await other.start()
            let isOver = try await Patience.sees { other.hasTried }
            return isOver && granted.asked.isEmpty
        } until: {
            $0 != nil
        }
        #expect(outlived == true)
    }

    @Test(
        arguments: [
            ("gpu-shopper-watchdog 90 running\n", 90, true), ("Welcome!\r\ngpu-shopper-watchdog -7 missing", -7, false),
            ("gpu-shopper-watchdog unknown running\n", nil, true),
        ] as [(String, Int?, Bool)])
    func `a report is read wherever it stands in the output`(output: String, left: Int?, isRunning: Bool) throws {
        let report = try #require(WatchdogReport(output: output))
        #expect(report.secondsLeft == left && report.isRunning == isRunning)
    }

    @Test(arguments: ["", "gpu-shopper-watchdog", "bash: command not found\n"]) func `other output is no report`(output: String) {
        #expect(WatchdogReport(output: output) == nil)
    }
}
