import Domain
import Foundation
import Glibc
import SSH
import TestSupport
import Testing

@testable import Engine

/// The shell on a machine that watches its GPUs while nobody looks.
@Suite struct GPULookoutTests {
    @Test(arguments: ["sh", "bash"])
    func `a burst between two looks begins the idle time anew, whoever looks later`(shell: String) async throws {
        let machine = try GPUFolder(shell: shell)
        defer { machine.remove() }
        #expect(try await machine.look().idleSince != nil)
        try #require(try await Patience.sees { try await machine.watched() >= 2 })
        let loop = machine.loop
        try machine.gpus(moment: "0\n0\n", mean: 7)
        try #require(try await Patience.sees { machine.spanIsEmpty }, "the mean of the last samples is work")
        try machine.gpus(moment: "0\n0\n", mean: 1)
        #expect(try await machine.watched() < 2)
        #expect(machine.loop == loop, "one loop is enough")
    }

    @Test(arguments: ["0\n6\n", "[N/A]\n", "", "5.0\n", "99999999999999999999\n", "nan\n"])
    func `what is busy, or does not say what it is, is not idle`(moment: String) async throws {
        let machine = try GPUFolder()
        defer { machine.remove() }
        _ = try await machine.look()
        try #require(try await Patience.sees { try await machine.watched() >= 1 })
        try machine.gpus(moment: moment, mean: 0)
        #expect(try await machine.look().idleSince == nil)
        try #require(try await Patience.sees { machine.spanIsEmpty })
    }

    @Test(arguments: ["", "nonsense\n", "1 1 BOOT 4194304\n", "1 NOW BOOT\n", "0 NOW another-boot 1\n", "009 NOW BOOT 1\n"])
    func `what a loop of another boot, or a dead one, left behind counts for nothing`(line: String) async throws {
        let machine = try GPUFolder()
        defer { machine.remove() }
        try machine.leave(line)
        let since = try #require(try await machine.look().idleSince)
        #expect(Date.now.timeIntervalSince(since) < 60)
        #expect(machine.loop != nil)
    }

    @Test func `a driver that keeps no samples is watched by its figure of the moment`() async throws {
        let machine = try GPUFolder()
        defer { machine.remove() }
        try machine.gpus(moment: "0\n", mean: nil)
        _ = try await machine.look()
        #expect(try await Patience.sees { try await machine.watched() >= 1 })
    }

    @Test func `a machine on which nothing can be kept is said to be one`() async throws {
        let machine = try GPUFolder()
        defer { machine.remove() }
        try Data().write(to: machine.folder.url.appending(path: "home/.gpu-shopper"))
        let reading = try await machine.look()
        #expect(reading.idleSince == nil && reading.trouble?.contains("~/.gpu-shopper") == true)
    }

    @Test func `the loop ends when nobody looks any more`() async throws {
        let machine = try GPUFolder()
        defer { machine.remove() }
        _ = try await machine.look()
        let loop = try #require(machine.loop)
        try FileManager.default.removeItem(at: machine.folder.url.appending(path: "home/.gpu-shopper/asked"))
        #expect(try await Patience.sees { kill(loop, 0) != 0 })
    }
}
