import Foundation
import Testing
import Trials

/// The smaller form of what `make load` measures: only what is found counts here, no times.
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/sshd"), "openssh-server is not installed"))
struct LoadTests {
    @Test func `a server finds what is wrong among fifty live sessions, and leaves the others alone`() async throws {
        let binaries = try #require(Binaries.beside(home: PackageFolder.top), "the programs were not built beside the tests")
        let figures = try await LoadTrial(binaries, sessions: 50).run(passes: 2, idle: 0, disturbing: 3)
        let quiet = try #require(figures.passes.first).report
        #expect(quiet.orphansFound == 0 && quiet.ghostsFound == 0 && quiet.unknown == 0 && quiet.pricesChanged == 0)
        let disturbed = try #require(figures.passes.last).report
        #expect(disturbed.orphansFound == 3 && disturbed.orphansDestroyed == 3)
        #expect(disturbed.ghostsFound == 3 && disturbed.ghostsFixed == 3)
        #expect(figures.inUse == 47 && figures.machines == 47)
    }
}
