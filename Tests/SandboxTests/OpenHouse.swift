import Foundation
import Sandbox
import TestSupport
import Testing

/// The files and processes of a sandbox's machines, seen from outside.
struct OpenHouse: Sendable {
    /// The sandbox's data folder.
    let data: String

    /// A machine's folder; `nil` when it has none.
    func folder(of id: Int) throws -> String? {
        guard let runs = try? FileManager.default.contentsOfDirectory(atPath: data) else { return nil }
        return runs.map { "\(data)/\($0)/\(id)" }.first { FileManager.default.fileExists(atPath: $0) }
    }

    /// A file of a machine; `nil` when it is not there.
    func file(_ name: String, of id: Int) throws -> String? {
        try folder(of: id).flatMap { try? String(contentsOfFile: "\($0)/\(name)", encoding: .utf8) }
    }

    /// The command lines of all that carries a machine's mark.
    func processes(of id: Int) throws -> [String] {
        let ids = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
        return ids.filter { SandboxProcess.isAlive($0) && isMarked($0, id) }.map { words("/proc/\($0)/cmdline").joined(separator: " ") }
    }

    /// How many loops watch a machine's deadline.
    func loops(of id: Int) throws -> Int { try processes(of: id).count { $0.contains("gpu-shopper-watchdog") } }

    private func isMarked(_ pid: String, _ id: Int) -> Bool {
        words("/proc/\(pid)/environ").contains { $0.hasPrefix("GPU_SANDBOX_MACHINE=\(data)/") && $0.hasSuffix("/\(id)") }
    }

    private func words(_ path: String) -> [String] {
        let bytes = FileManager.default.contents(atPath: path) ?? Data()
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Runs a test on a sandbox whose machines can be looked at from outside.
func withOpenSandbox(
    _ change: (inout SandboxOptions) -> Void = { _ in }, _ body: @Sendable (SandboxClient, OpenHouse) async throws -> Void
) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let house = OpenHouse(data: folder.url.resolvingSymlinksInPath().path(percentEncoded: false) + "/data")
    try await withSandbox({ options in
        options.dataDirectory = house.data
        change(&options)
    }) { client in
        try await body(client, house)
    }
}
