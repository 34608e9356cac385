import Domain
import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct ResourceLocatorTests {
    private func plant(_ place: String, in folder: TemporaryFolder) throws {
        let scripts = folder.url.appending(path: place).appending(path: "bench-scripts")
        try FileManager.default.createDirectory(at: scripts, withIntermediateDirectories: true)
        try Data().write(to: scripts.appending(path: "ollama-bench.sh"))
    }

    @Test func `a named folder is taken, and one without the script is refused`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try plant("project", in: folder)
        let program = URL(filePath: "/usr/bin/gpu-shopper")
        let found = try ResourceLocator(named: folder.url.appending(path: "project"), executable: program)
        #expect(found.benchmarkScript.path == folder.path("project/bench-scripts/ollama-bench.sh"))
        let problem = #expect(throws: Problem.self) { try ResourceLocator(named: folder.url, executable: program) }
        #expect(problem?.message.contains("GPU_SHOPPER_HOME") == true)
    }

    @Test func `a program inside a build folder finds the project above it`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try plant("project", in: folder)
        let found = try ResourceLocator(
            named: nil, executable: folder.url.appending(path: "project/.build/x86_64/debug/gpu-shopper"))
        #expect(found.home.path.hasSuffix("/project"))
        #expect(found.results.lastPathComponent == "results")
    }

    @Test func `an installed program finds its share folder`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try plant("usr/share/gpu-shopper", in: folder)
        let found = try ResourceLocator(named: nil, executable: folder.url.appending(path: "usr/bin/gpu-shopper"))
        #expect(found.home.path.hasSuffix("/usr/share/gpu-shopper"))
    }

    @Test func `a program far from its files says which setting helps`() throws {
        let problem = #expect(throws: Problem.self) {
            try ResourceLocator(named: nil, executable: URL(filePath: "/nowhere/at/all/gpu-shopper"))
        }
        #expect(problem?.code == .notFound)
        #expect(problem?.hint?.contains("GPU_SHOPPER_HOME") == true)
    }
}
