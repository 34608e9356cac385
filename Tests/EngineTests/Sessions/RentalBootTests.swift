import Domain
import Foundation
import SSH
import Storage
import TestSupport
import Testing

@testable import Engine

/// A rented machine is compared with what was sold before its user hears of it.
@Suite struct RentalBootTests {
    @Test(arguments: [
        "12288, 570.124.06, NVIDIA GeForce RTX 3060",
        "8192, 570.124.06, NVIDIA GeForce RTX 4090",
        "24564, 535.54.03, NVIDIA GeForce RTX 4090",
    ])
    func `wrong hardware is ended, and the next machine of the same session is taken with the same keys`(hardware: String) async throws {
        var sold = Samples.offer("1")
        sold.driverVersion = "570.124.06"
        var other = Samples.offer("2", dollars: 0.31)
        other.driverVersion = "570.124.06"
        try await Bed.use(sold, other) { bed in
            let dialer = ScriptedDialer(time: bed.time)
            dialer.script { $0.hardware = hardware }
            bed.provider.script { [dialer] in
                $0.fresh = { machine in
                    Samples.running(&machine)
                    if machine.id.local == "m2" { dialer.script { $0.hardware = "24564, 570.124.06, NVIDIA GeForce RTX 4090" } }
                }
            }
            let session = try await bed.worker(dialer: dialer).drive(try await bed.open(Samples.rental(attempts: 2)))
            #expect(session.attempts.map(\.failure?.code) == [.wrongHardware, nil])
            #expect(session.attempts.map(\.instance?.local) == ["m1", "m2"])
            #expect(session.state.outcome == .expired && bed.provider.machines.isEmpty)
            #expect((3600...3800).contains(try #require(session.finishedAt).timeIntervalSince(session.createdAt)), "the same deadline")
        }
    }

    @Test func `a disk that is smaller than what was rented is wrong hardware`() async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.fresh = Samples.running }
            let dialer = ScriptedDialer(time: bed.time)
            dialer.script { $0.disk = "overlay 10485760 1048576 9437184 10% /" }
            let session = try await bed.worker(dialer: dialer).drive(try await bed.open(Samples.rental()))
            #expect(session.failure?.code == .wrongHardware && session.failure?.message.contains("disk of 10 GB") == true)
        }
    }

    @Test func `a price that rose between the choice and the launch is a stale offer`() async throws {
        try await Bed.use(Samples.offer("1", dollars: 0.35)) { bed in
            let session = try await bed.worker(dialer: ScriptedDialer(time: bed.time)).drive(
                try await bed.open(Samples.rental(agreed: 0.3)))
            #expect(session.failure?.code == .staleInventory && session.failure?.message.contains("rose") == true)
            #expect(bed.provider.calls(.launch).isEmpty)
        }
    }

    @Test func `an offer that is gone is a stale offer, and nothing else is rented unless that was asked for`() async throws {
        try await Bed.use(Samples.offer("2")) { bed in
            let session = try await bed.worker(dialer: ScriptedDialer(time: bed.time)).drive(try await bed.open(Samples.rental()))
            #expect(session.failure?.code == .staleInventory)
            #expect(bed.provider.calls(.launch).isEmpty)
        }
    }

    @Test func `the user's key and ours are both let in`() async throws {
        try await Bed.use { bed in
            bed.provider.script { $0.fresh = Samples.running }
            let claim = try await bed.open(Samples.rental(), userKey: "ssh-ed25519 AAAA user")
            _ = try await bed.worker(dialer: ScriptedDialer(time: bed.time)).drive(claim)
            #expect(bed.provider.calls(.grant).count == 2)
        }
    }

    @Test func `patience grows with the image and shrinks with the link, and has an end`() {
        let deadlines = Deadlines()
        var fast = Samples.offer()
        fast.downloadMbps = 1000
        var slow = Samples.offer()
        slow.downloadMbps = 20
        let image = "ollama/ollama:latest"
        #expect(deadlines.boot(of: fast, image: image) < deadlines.boot(of: slow, image: image))
        #expect(deadlines.boot(of: fast, image: image) < deadlines.boot(of: fast, image: "vllm/vllm-openai:latest"))
        #expect(deadlines.boot(of: slow, image: "vllm/vllm-openai:latest") == deadlines.boot * 3)
    }
}
