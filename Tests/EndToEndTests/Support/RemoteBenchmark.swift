import Foundation
import Glibc
import Testing

/// A benchmark as it lies on the disk of its machine, whose place is a folder of the sandbox.
///
/// A test that needs the benchmark to go on for as long as it likes starts a long one and ends it here.
struct RemoteBenchmark {
    private let machine: URL
    private let archive: URL

    /// The one on a machine; `nil` while there is none yet.
    init?(on machine: String, of bed: BenchBed) {
        var place = bed.folder.appending(path: "sandbox")
        var machineFolder = place
        for part in ["run-", machine, "home", "gpu-shopper-", "benchmark_"] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
            guard let name = names.first(where: { $0.hasPrefix(part) }) else { return nil }
            place.append(path: name)
            if part == machine { machineFolder = place }
        }
        self.machine = machineFolder
        archive = place
    }

    /// How far it is; `nil` before it says so.
    var status: StatusFile? {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let text = FileManager.default.contents(atPath: archive.appending(path: "status.json").path)
        return text.flatMap { try? decoder.decode(StatusFile.self, from: $0) }
    }

    /// Ends it with what it has measured, as its script offers to anybody.
    func stop() throws {
        try Data().write(to: archive.appending(path: "stop"))
    }

    /// Breaks the pull that is under way; the script takes it up again.
    func breakPull() async throws {
        try await eventually("a pull to break") {
            let pulls = await Processes.naming(machine.path, running: "/api/pull")
            for pull in pulls { kill(pull, SIGKILL) }
            return !pulls.isEmpty
        }
    }
}

extension BenchBed {
    /// The benchmark of a run on the only machine, once it has come as far as wished.
    func benchmark(
        of run: RunningProgram, _ what: String, at location: SourceLocation = #_sourceLocation, _ wish: (StatusFile) -> Bool
    ) async throws -> RemoteBenchmark {
        var found: RemoteBenchmark?
        try await eventually(what, at: location) {
            if run.status != nil { throw NotWithinTime(what: "\(what) before the program's end: \(run.saidErrors)") }
            guard let machine = try await sandbox.state().instances.first?.id else { return false }
            found = RemoteBenchmark(on: machine, of: self)
            return found?.status.map(wish) ?? false
        }
        return try #require(found)
    }

    /// The same once so many requests were answered that count.
    func measuring(
        _ run: RunningProgram, requests: Int = 1, at location: SourceLocation = #_sourceLocation
    ) async throws -> RemoteBenchmark {
        try await benchmark(of: run, "\(requests) measured requests", at: location) { $0.requests - $0.errors >= requests }
    }

    /// Lets a run measure so many requests and come to its end; three are what a valid result needs.
    func finish(
        _ run: RunningProgram, after requests: Int = 3, at location: SourceLocation = #_sourceLocation
    ) async throws -> Finished {
        try await measuring(run, requests: requests, at: location).stop()
        return try await run.end(at: location)
    }
}
