import Domain
import Foundation
import Storage
import Testing

@testable import Engine

@Suite struct CutOffTests {
    @Test func `a worker that is cut off leaves the session as it is, and its machine alive`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.fresh = { $0.phase = .starting("loading") }
                // What a cut connection looks like to a client that does not know of the cut.
                $0.look = { _ in
                    while !Task.isCancelled { await Task.yield() }
                    throw Problem(.internalError, "the connection was lost")
                }
            }
            let claim = try await bed.open()
            let id = claim.session.id
            let left = try await withThrowingTaskGroup(of: Session.self) { group in
                group.addTask { try await bed.worker().drive(claim) }
                while bed.provider.calls(.look).isEmpty { await Task.yield() }
                group.cancelAll()
                return try await group.next()
            }
            #expect(left?.state.step == .booting)
            let stored = try #require(try await bed.store.session(id))
            #expect(stored.state.step == .booting && stored.failure == nil && stored.currentAttempt?.failure == nil)
            #expect(bed.provider.machines.count == 1 && bed.provider.calls(.end).isEmpty)
            #expect(try await bed.store.lease(of: id) == nil)
        }
    }
}
