import Foundation
import SSH
import TestSupport
import Testing

@Suite(.enabled(if: LoopbackSSHD.isAvailable, "sshd is not installed"))
struct ResumingTests {
    private static let size = 20_000_000

    @Test func `a download that is cut twice goes on where it stopped and fetches nothing twice`() async throws {
        try await Machine.use { machine in
            let sample = await noise(Self.size)
            try sample.write(to: machine.sshd.files.appending(path: "file"))
            let proxy = try CuttingProxy(
                to: machine.sshd.port, .cut(afterBytesFromServer: 8_000_000), .cut(afterBytesFromServer: 7_000_000),
                .pass)
            defer { proxy.stop() }
            let seen = ProgressLog()
            // What is under way at a cut is lost, about four blocks.
            let options = TransferOptions(blockSize: 256 << 10)
            let receipt = try await machine.reconnecting(through: proxy, attempts: 3).download(
                machine.remotePath("file"), to: machine.localFile("file"), options: options, progress: seen.note)
            #expect(try Data(contentsOf: machine.localFile("file")) == sample)
            #expect(receipt.hashCheck == .matched)
            #expect(receipt.resumedFrom > 8_000_000)
            #expect(proxy.connections == 3)
            // What the last connection carried is what was missing, and the talk around it.
            let carried = try #require(proxy.bytesFromServer.last)
            #expect(Int64(carried) < Int64(Self.size) - receipt.resumedFrom + 1_000_000)
            #expect(seen.steps.last?.bytesDone == Int64(Self.size))
        }
    }

    @Test func `an upload that is cut goes on where it stopped`() async throws {
        try await Machine.use { machine in
            let sample = await noise(Self.size)
            try sample.write(to: machine.localFile("file"))
            // The server says about 60 bytes for each 30 kB it takes.
            let proxy = try CuttingProxy(to: machine.sshd.port, .cut(afterBytesFromServer: 20_000), .pass)
            defer { proxy.stop() }
            let receipt = try await machine.reconnecting(through: proxy, attempts: 2).upload(
                file: machine.localFile("file"), to: machine.remotePath("file"))
            #expect(try Data(contentsOf: machine.sshd.files.appending(path: "file")) == sample)
            #expect(receipt.hashCheck == .matched)
            #expect(receipt.resumedFrom > 0)
            #expect(receipt.resumedFrom < Int64(Self.size))
            #expect(proxy.connections == 2)
        }
    }

    @Test func `when the tries are used up the last failure comes out and the part is kept`() async throws {
        try await Machine.use { machine in
            try await noise(Self.size).write(to: machine.sshd.files.appending(path: "file"))
            let proxy = try CuttingProxy(to: machine.sshd.port, .cut(afterBytesFromServer: 5_000_000), .closeAtOnce)
            defer { proxy.stop() }
            let options = TransferOptions(blockSize: 256 << 10)
            await #expect(throws: SSHError.handshakeCut(machine.endpoint(port: proxy.port))) {
                try await machine.reconnecting(through: proxy, attempts: 3).download(
                    machine.remotePath("file"), to: machine.localFile("file"), options: options)
            }
            #expect(proxy.connections == 3)
            let part = try Data(contentsOf: URL(filePath: machine.localFile("file").path + ".part"))
            #expect(part.count > 1_000_000)
            let whole = await noise(Self.size)
            #expect(part == whole.prefix(part.count))
        }
    }

    @Test func `what another try may not mend is not tried again`() async throws {
        try await Machine.use { machine in
            let proxy = try CuttingProxy(to: machine.sshd.port, .pass)
            defer { proxy.stop() }
            await #expect(throws: SSHError.remoteFile(path: "/no/file", .noSuchFile)) {
                try await machine.reconnecting(through: proxy, attempts: 5).download(
                    "/no/file", to: machine.localFile("file"))
            }
            #expect(proxy.connections == 1)
        }
    }

    @Test func `a part of another file is found out by its hash and fetched anew`() async throws {
        try await Machine.use { machine in
            let sample = await noise(3_000_000)
            try sample.write(to: machine.sshd.files.appending(path: "file"))
            let target = machine.localFile("file")
            try await noise(1_000_000, seed: 9).write(to: URL(filePath: target.path + ".part"))
            try await machine.connected { host in
                let error = await #expect(throws: SSHError.self) {
                    try await host.download(machine.remotePath("file"), to: target)
                }
                guard case .hashMismatch = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                let receipt = try await host.download(machine.remotePath("file"), to: target)
                #expect(receipt.resumedFrom == 0)
            }
            #expect(try Data(contentsOf: target) == sample)
        }
    }

    @Test func `a part larger than the file starts anew`() async throws {
        try await Machine.use { machine in
            let sample = await noise(1000)
            try sample.write(to: machine.sshd.files.appending(path: "file"))
            let target = machine.localFile("file")
            try await noise(2000, seed: 9).write(to: URL(filePath: target.path + ".part"))
            let receipt = try await machine.connected { host in
                try await host.download(machine.remotePath("file"), to: target)
            }
            #expect(receipt.resumedFrom == 0)
            #expect(try Data(contentsOf: target) == sample)
        }
    }

    @Test func `an upload over the start of another file sends everything`() async throws {
        try await Machine.use { machine in
            try await noise(1_000_000, seed: 9).write(to: machine.sshd.files.appending(path: "file.part"))
            let sample = await noise(3_000_000)
            let receipt = try await machine.connected { host in
                try await host.upload(sample, to: machine.remotePath("file"))
            }
            #expect(receipt.resumedFrom == 0)
            #expect(receipt.hashCheck == .matched)
            #expect(try Data(contentsOf: machine.sshd.files.appending(path: "file")) == sample)
        }
    }
}
