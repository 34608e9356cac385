import Domain
import Foundation
import Storage
import TestSupport
import Testing

@Suite struct DeliveryTests {
    private func message(_ url: String = "https://x.invalid/h") -> NewDelivery {
        NewDelivery(url: url, body: Data([1, 0, 255]), sealedSecret: Data([7]))
    }

    @Test func `a message comes back as it was put in, also after the database was closed`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let store = try await Store.opened(at: folder.path("shop.db"))
        try await store.enqueue(message(), at: Samples.start)
        try store.close()
        let again = try await Store.opened(at: folder.path("shop.db"))
        let due = try #require(try await again.dueDeliveries(at: Samples.start).first)
        #expect(due.message == message())
        #expect(due.createdAt == Samples.start && due.attempts == 0 && due.deliveredAt == nil && due.gaveUpAt == nil)
        #expect(due.id.count == 32)
        try again.close()
    }

    @Test func `one address with much to say leaves room for the others`() async throws {
        let store = try Store.inMemory()
        for _ in 0..<5 { try await store.enqueue(message("https://loud.invalid"), at: Samples.start) }
        try await store.enqueue(message("https://quiet.invalid"), at: Samples.start + 1)
        let due = try await store.dueDeliveries(at: Samples.start + 1, perAddress: 2)
        #expect(due.map(\.message.url) == ["https://loud.invalid", "https://loud.invalid", "https://quiet.invalid"])
    }

    @Test func `a try is counted before it is made, and by one process only`() async throws {
        let store = try Store.inMemory()
        try await store.enqueue(message(), at: Samples.start)
        let due = try #require(try await store.dueDeliveries(at: Samples.start).first)
        #expect(try await store.beginDelivery(due, nextAttemptAt: Samples.start + 5))
        #expect(try await !store.beginDelivery(due, nextAttemptAt: Samples.start + 5))
        #expect(try await store.dueDeliveries(at: Samples.start + 4).isEmpty)
        let next = try #require(try await store.dueDeliveries(at: Samples.start + 5).first)
        #expect(next.attempts == 1 && next.lastError == nil)
    }

    @Test func `what arrived or was given up is due no more, and is forgotten later`() async throws {
        let store = try Store.inMemory()
        for _ in 0..<3 { try await store.enqueue(message(), at: Samples.start) }
        let due = try await store.dueDeliveries(at: Samples.start)
        try await store.finishDelivery(due[0].id, at: Samples.start + 1)
        try await store.failDelivery(due[1].id, error: "gone", nextAttemptAt: nil, at: Samples.start + 1)
        try await store.failDelivery(due[2].id, error: "busy", nextAttemptAt: Samples.start + 9, at: Samples.start + 1)
        #expect(try await store.dueDeliveries(at: Samples.start + 9).map(\.id) == [due[2].id])
        let all = try await store.deliveries()
        #expect(all.map(\.deliveredAt) == [Samples.start + 1, nil, nil])
        #expect(all.map(\.gaveUpAt) == [nil, Samples.start + 1, nil])
        #expect(all.map(\.lastError) == [nil, "gone", "busy"])
        try await store.pruneDeliveries(before: Samples.start + 1)
        #expect(try await store.deliveries().map(\.id) == [due[2].id])
    }
}
