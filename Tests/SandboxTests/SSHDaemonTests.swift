import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Sandbox

@Suite(.needsSSHServer) struct SSHDaemonTests {
    @Test func `a port that somebody else took is left to them and another one is tried`() throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let data = try DataFolder.open(folder.path("data"))
        let guardian = try Guardian(folder: data)
        defer {
            guardian.release()
            data.remove()
        }
        let others = try TestSupport.LoopbackServer { _ in ScriptedAnswer([]) }
        let files = data.files(of: 1)
        try files.make()
        let tried = Mutex<[Int]>([])
        let daemon = try SSHDaemon.start(files, guardian: guardian) {
            let port = try tried.withLock { $0.isEmpty } ? others.port : LoopbackPort.free()
            tried.withLock { $0.append(port) }
            return port
        }
        defer { daemon.reap() }
        #expect(tried.withLock { $0.count } == 2)
        #expect(daemon.port != others.port)
    }
}
