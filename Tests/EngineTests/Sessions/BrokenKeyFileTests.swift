import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

/// The key file beside the database opens the SSH keys; ending a machine needs none of them.
@Suite struct BrokenKeyFileTests {
    @Test(arguments: [true, false])
    func `a missing or damaged key file keeps nobody from ending a machine`(isMissing: Bool) async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.fresh = {
                    $0.phase = .running
                    $0.ssh = SSHAddress(host: "127.0.0.1", port: 9, user: "root")
                }
            }
            let claim = try await bed.open()
            let file = bed.folder.path("shop.db.key")
            try FileManager.default.removeItem(atPath: file)
            if !isMissing { try Data([1, 2, 3]).write(to: URL(filePath: file)) }
            let session = try await bed.worker().drive(claim)
            #expect(session.state.outcome == .failed)
            #expect(session.failure?.code == .localStorage)
            #expect(session.failure?.message.contains(file) == true)
            #expect(bed.provider.machines.isEmpty)
            #expect(session.attempts[0].absentAt.count == 2)
            #expect(try await bed.stored()?.state.step == .finished, "nothing is left to be repeated for ever")
            #expect(try await bed.service().abandoned().isEmpty)
        }
    }
}
