import Domain
import Foundation
import Logging
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct ServerLeaseTests {
    private let time = SkippingTime()
    private let other = SessionOwner(host: "elsewhere:boot", processID: 1, startTicks: 1)

    @Test func `a lease is kept until another server has the database`() async throws {
        let store = try Store.inMemory()
        let owner = try ProcessIdentity.current()
        let lease = ServerLease(store: store, owner: owner, time: time)
        try await lease.take(address: "http://127.0.0.1:1")
        #expect(try await lease.isHeld())
        #expect(try await ServerLease.standing(in: store, at: time.now)?.address == "http://127.0.0.1:1")
        // This very process is alive, so nobody else may take it before it ran out.
        let rival = ServerLease(store: store, owner: other, time: time)
        let problem = await #expect(throws: Problem.self) { try await rival.take(address: "http://127.0.0.1:2") }
        #expect(problem?.code == .conflict && problem?.message.contains("http://127.0.0.1:1") == true)
        try await time.sleep(for: .seconds(61))
        try await rival.take(address: "http://127.0.0.1:2")
        let lost = await #expect(throws: Problem.self) { try await lease.keep(logger: Logger(label: "test")) }
        #expect(lost?.code == .conflict)
        #expect(try await !lease.isHeld())
    }

    @Test func `a server whose process is dead stands in nobody's way`() async throws {
        let store = try Store.inMemory()
        let here = try ProcessIdentity.current()
        let dead = SessionOwner(host: here.host, processID: here.processID, startTicks: here.startTicks + 1)
        try await ServerLease(store: store, owner: dead, time: time).take(address: "http://127.0.0.1:1")
        let standing = try await ServerLease.standing(in: store, at: time.now)
        #expect(standing == nil)
        try await ServerLease(store: store, owner: here, time: time).take(address: "http://127.0.0.1:2")
        #expect(try await ServerLease.standing(in: store, at: time.now)?.owner == here)
    }
}
