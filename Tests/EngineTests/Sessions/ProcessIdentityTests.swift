import Domain
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Engine

@Suite struct ProcessIdentityTests {
    @Test func `this process lives`() throws {
        let current = try ProcessIdentity.current()
        #expect(current.processID == getpid())
        #expect(ProcessIdentity.isAlive(current))
        #expect(SessionOwner(current.description) == current)
    }

    @Test func `a killed process is dead, and its number with another start was never it`() async throws {
        let here = try ProcessIdentity.current().host
        let started = try await Program.run("/bin/sh", ["-c", "sleep 600 >/dev/null 2>&1 & echo $!"])
        let pid = try #require(Int32(started.output.trimmingCharacters(in: .whitespacesAndNewlines)))
        let line = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
        let owner = SessionOwner(host: here, processID: pid, startTicks: try #require(UInt64(fields[19])))
        #expect(ProcessIdentity.isAlive(owner))
        #expect(!ProcessIdentity.isAlive(SessionOwner(host: here, processID: pid, startTicks: owner.startTicks + 1)))
        kill(pid, SIGKILL)
        #expect(try await Patience.sees { !ProcessIdentity.isAlive(owner) })
    }

    @Test func `a process of before the last reboot is dead`() throws {
        let current = try ProcessIdentity.current()
        let name = try #require(current.host.split(separator: ":").first)
        let before = SessionOwner(host: "\(name):another-boot", processID: current.processID, startTicks: current.startTicks)
        #expect(!ProcessIdentity.isAlive(before))
    }

    @Test func `a process of another host counts as alive`() {
        #expect(ProcessIdentity.isAlive(SessionOwner(host: "elsewhere:boot", processID: 1, startTicks: 1)))
    }
}
