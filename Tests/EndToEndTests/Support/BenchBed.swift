import Foundation
import Glibc
import TestSupport
import Testing

/// A marketplace and a person who benchmarks there.
struct BenchBed: Sendable {
    let sandbox: SandboxProcess
    var shopper: Shopper
    /// Everything of this bed lies in it.
    let folder: URL
    /// Stands between the two when launches are to stay unanswered for a while.
    let line: CuttingProxy?

    /// Runs `body` at a fresh bed; whatever happened in it, no machine and no process may be left.
    ///
    /// - Parameter holdingLaunches: a launch makes its machine, and the answer waits for ``letGo()``.
    static func use(
        _ options: [String] = [], settings: [String: String] = [:], holdingLaunches: Bool = false,
        at location: SourceLocation = #_sourceLocation, _ body: (BenchBed) async throws -> Void
    ) async throws {
        try await Slots.shared.holding {
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let quick = ["--boot-seconds", "0.2", "--pull-seconds", "0.3", "--load-seconds", "0.05"]
            let sandbox = try await SandboxProcess.start(in: folder.url, quick + options)
            do {
                let line = holdingLaunches ? try CuttingProxy(to: sandbox.port, .hold(answersTo: "PUT /vastai/api/v0/asks/")) : nil
                defer { line?.stop() }
                let address = SandboxProcess.address(port: line?.port ?? sandbox.port)
                var shopper = try Shopper(folder: folder.url.appending(path: "shopper"), address: address)
                shopper.settings.merge(settings) { $1 }
                try await body(BenchBed(sandbox: sandbox, shopper: shopper, folder: folder.url, line: line))
                let left = try await sandbox.state().instances
                #expect(left.isEmpty, "machines are left", sourceLocation: location)
            } catch {
                await Self.clear(sandbox, folder: folder.url)
                throw error
            }
            #expect(try await sandbox.stop() == 0, sourceLocation: location)
            try await eventually("the end of all processes", at: location) { await Processes.naming(folder.url.path).isEmpty }
        }
    }

    /// Nothing goes wrong and no answer is held back any more.
    func letGo() async throws {
        try await sandbox.clearFaults()
        line?.letGo()
    }

    /// After a failure: nothing that was started may outlive the test.
    private static func clear(_ sandbox: SandboxProcess, folder: URL) async {
        for pid in await Processes.naming(folder.path) { kill(pid, SIGTERM) }
        do {
            try await eventually("the end of all processes") { await Processes.naming(folder.path).isEmpty }
        } catch {
            for pid in await Processes.naming(folder.path) { kill(pid, SIGKILL) }
        }
    }
}
