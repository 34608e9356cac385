import Dispatch
import Foundation
import SSH
import TestSupport
import Testing

@Suite(.enabled(if: LoopbackSSHD.isAvailable, "sshd is not installed"))
struct TransferTests {
    @Test(arguments: [0, 1, 1000, 30_000, 2 << 20, 20_000_003])
    func `a file comes back from the host as it went there`(size: Int) async throws {
        try await Machine.use { machine in
            let sample = await noise(size)
            let (sent, back) = (machine.localFile("sent"), machine.localFile("back"))
            try sample.write(to: sent)
            try await machine.connected { host in
                let up = try await host.upload(file: sent, to: machine.remotePath("it's a file"), permissions: 0o640)
                #expect(up.size == Int64(size))
                #expect(up.hashCheck == .matched)
                let down = try await host.download(machine.remotePath("it's a file"), to: back)
                #expect(down.size == Int64(size))
                #expect(down.resumedFrom == 0)
                #expect(down.hashCheck == .matched)
                #expect(down.sha256 == up.sha256)
                let entry = try await host.stat(machine.remotePath("it's a file"))
                #expect(entry.permissions == 0o640)
                #expect(entry.size == Int64(size))
                #expect(try await host.list(machine.sshd.files.path).map(\.name) == ["it's a file"])
            }
            #expect(try Data(contentsOf: back) == sample)
            #expect(try FileManager.default.contentsOfDirectory(atPath: machine.local.url.path).count == 2)
        }
    }

    @Test func `bytes are uploaded over an older file, run and removed`() async throws {
        try await Machine.use { machine in
            let path = machine.remotePath("deep/er/run.sh")
            try await machine.connected { host in
                try await host.makeDirectory(machine.remotePath("deep/er"))
                try await host.makeDirectory(machine.remotePath("deep/er"))
                _ = try await host.upload(Data("#!/bin/sh\necho old and longer\n".utf8), to: path, permissions: 0o755)
                _ = try await host.upload(Data("#!/bin/sh\necho new\n".utf8), to: path, permissions: 0o755)
                #expect(try await host.run(ShellCommand(path)).text == "new\n")
                await #expect(throws: SSHError.remoteFile(path: machine.remotePath("deep/er"), .notEmpty)) {
                    try await host.remove(machine.remotePath("deep/er"))
                }
                try await host.remove(path)
                try await host.remove(path)
                try await host.remove(machine.remotePath("deep/er"))
                #expect(try await host.list(machine.remotePath("deep")).isEmpty)
            }
        }
    }

    @Test func `progress starts at what is there, grows and ends at the size`() async throws {
        try await Machine.use { machine in
            try await noise(5_000_000).write(to: machine.sshd.files.appending(path: "file"))
            let seen = ProgressLog()
            let options = TransferOptions(blockSize: 1 << 20)
            try await machine.connected { host in
                _ = try await host.download(
                    machine.remotePath("file"), to: machine.localFile("file"), options: options,
                    progress: seen.note)
            }
            let steps = seen.steps
            #expect(steps.first?.bytesDone == 0)
            #expect(steps.last?.bytesDone == 5_000_000)
            #expect(steps.allSatisfy { $0.bytesTotal == 5_000_000 })
            #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.bytesDone < $1.bytesDone })
        }
    }

    @Test func `trouble with remote files is told apart`() async throws {
        try await Machine.use { machine in
            try await noise(100).write(to: machine.sshd.files.appending(path: "file"))
            try await machine.connected { host in
                let missing = machine.remotePath("none/such")
                let expected = SSHError.remoteFile(path: missing, .noSuchFile)
                await #expect(throws: expected) {
                    try await host.download(missing, to: machine.localFile("a"))
                }
                await #expect(throws: expected) { try await host.stat(missing) }
                await #expect(throws: expected) { try await host.list(missing) }
                await #expect(throws: SSHError.remoteFile(path: missing + ".part", .noSuchFile)) {
                    try await host.upload(Data("x".utf8), to: missing)
                }
                let folder = machine.sshd.files.path
                await #expect(throws: SSHError.remoteFile(path: folder, .isDirectory)) {
                    try await host.download(folder, to: machine.localFile("b"))
                }
                let file = machine.remotePath("file")
                await #expect(throws: SSHError.remoteFile(path: file, .tooLarge(size: 100, limit: 99))) {
                    try await host.download(file, to: machine.localFile("c"), limit: 99)
                }
                await #expect(throws: SSHError.remoteFile(path: file, .notDirectory)) {
                    try await host.makeDirectory(file)
                }
                _ = try await host.download(file, to: machine.localFile("d"), limit: 100)
            }
        }
    }

    @Test func `a directory we may not write to is a permission problem`() async throws {
        try await Machine.use { machine in
            _ = try await machine.connected { host in
                // Not even root may make a file there, and in a container it is often mounted for reading only.
                await #expect(throws: SSHError.remoteFile(path: "/sys/kernel/file.part", .permissionDenied)) {
                    try await host.upload(Data("x".utf8), to: "/sys/kernel/file")
                }
            }
        }
    }

    @Test func `a server that only lets us read is a permission problem`() async throws {
        try await Machine.use(options: ["Subsystem sftp internal-sftp -R"]) { machine in
            let path = machine.remotePath("file")
            _ = try await machine.connected { host in
                await #expect(throws: SSHError.remoteFile(path: path + ".part", .permissionDenied)) {
                    try await host.upload(Data("x".utf8), to: path)
                }
            }
        }
    }

    @Test func `a host without sha256sum is noted and the file arrives`() async throws {
        try await Machine.use(options: ["SetEnv PATH=/nowhere"]) { machine in
            let sample = await noise(1000)
            try sample.write(to: machine.sshd.files.appending(path: "file"))
            let receipt = try await machine.connected { host in
                try await host.download(machine.remotePath("file"), to: machine.localFile("file"))
            }
            guard case .unavailable(let note) = receipt.hashCheck else {
                Issue.record("\(receipt)")
                return
            }
            #expect(note.contains("sha256sum"))
            #expect(try Data(contentsOf: machine.localFile("file")) == sample)
        }
    }

    @Test func `a local directory that is missing and a disk that is full are named`() async throws {
        try await Machine.use { machine in
            try await noise(3_000_000).write(to: machine.sshd.files.appending(path: "file"))
            let (missing, full) = (machine.localFile("none/file"), machine.localFile("full"))
            // Every write to this device fails as on a full disk.
            try FileManager.default.createSymbolicLink(
                atPath: full.path + ".part", withDestinationPath: "/dev/full")
            try await machine.connected { host in
                await #expect(throws: SSHError.localFile(path: missing.path + ".part", .noSuchFile)) {
                    try await host.download(machine.remotePath("file"), to: missing)
                }
                await #expect(throws: SSHError.localFile(path: full.path + ".part", .noSpace)) {
                    try await host.download(machine.remotePath("file"), to: full)
                }
                // The connection is not to blame and goes on.
                let after = try await host.run(ShellCommand("echo", "fine"))
                #expect(after.succeeded)
            }
            #expect(FileManager.default.fileExists(atPath: "/dev/full"))
        }
    }

    @Test func `cancelling in the middle of a download returns and keeps the part`() async throws {
        try await Machine.use { machine in
            let size = 30_000_000
            try await noise(size).write(to: machine.sshd.files.appending(path: "file"))
            let target = machine.localFile("file")
            await #expect(throws: CancellationError.self) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let (started, hasStarted) = AsyncStream.makeStream(of: Void.self)
                    let isCancelled = DispatchSemaphore(value: 0)
                    group.addTask {
                        try await machine.connected { host in
                            _ = try await host.download(
                                machine.remotePath("file"), to: target, options: TransferOptions(blockSize: 64 << 10)
                            ) { progress in
                                // Holds the transfer where it is; this is the connection's own queue.
                                guard progress.bytesDone > 0 else { return }
                                hasStarted.yield()
                                isCancelled.wait()
                                isCancelled.signal()
                            }
                        }
                    }
                    for await _ in started { break }
                    group.cancelAll()
                    isCancelled.signal()
                    try await group.waitForAll()
                }
            }
            #expect(!FileManager.default.fileExists(atPath: target.path))
            #expect(FileManager.default.fileExists(atPath: target.path + ".part"))
        }
    }
}
