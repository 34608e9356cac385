import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

/// Where a replacement for a rented machine is looked for.
@Suite struct RentalChoiceTests {
    /// A session whose first machine, of offer 1, could not be used.
    private func choose(_ scope: RetryScope, _ offers: [Offer], dollars: Double = 10) async throws -> OfferID {
        var chosen: OfferID?
        try await Bed.use { bed in
            bed.provider.script { $0.offers = offers }
            var session = try await bed.open(Samples.rental(attempts: 3, dollars: dollars, scope: scope)).session
            var attempt = Attempt(session: session.id, ordinal: 1, offer: Samples.offer("1"), label: "l", intendedAt: bed.time.now)
            attempt.instance = InstanceID(provider: .vastai, local: "m1")
            session.attempts = [attempt]
            chosen = try await bed.selector.choose(for: session, remaining: USD(dollars: dollars) ?? .zero).offer.id
        }
        return try #require(chosen)
    }

    @Test func `the same GPU is taken at no more than a fifth above the price, the cheapest first`() async throws {
        let offers = [
            Samples.offer("2", dollars: 0.37), Samples.offer("3", dollars: 0.35), Samples.offer("4", dollars: 0.1, gpu: "RTX 3090"),
            Samples.offer("5", dollars: 0.36),
        ]
        #expect(try await choose(.sameGPU, offers) == OfferID(provider: .vastai, local: "3"))
        await #expect(throws: Problem.self) { try await choose(.sameGPU, [offers[0], offers[2]]) }
    }

    @Test func `the same memory allows other GPUs and half more`() async throws {
        let offers = [Samples.offer("2", dollars: 0.44, gpu: "RTX 3090"), Samples.offer("3", dollars: 0.2, gpu: "RTX 3060", mib: 12_288)]
        #expect(try await choose(.sameMemory, offers) == OfferID(provider: .vastai, local: "2"))
        await #expect(throws: Problem.self) { try await choose(.sameMemory, [Samples.offer("2", dollars: 0.46, gpu: "RTX 3090")]) }
    }

    @Test func `another machine comes before another offer of the one that failed`() async throws {
        let offers = [Samples.offer("2", dollars: 0.2, machine: "host-1"), Samples.offer("3", dollars: 0.3)]
        #expect(try await choose(.sameGPU, offers) == OfferID(provider: .vastai, local: "3"))
        #expect(try await choose(.sameGPU, [offers[0]]) == OfferID(provider: .vastai, local: "2"), "better than none")
    }

    @Test func `what is left must cover the machine until the session's end`() async throws {
        let problem = await #expect(throws: Problem.self) { try await choose(.sameGPU, [Samples.offer("2")], dollars: 0.1) }
        #expect(problem?.code == .budget)
    }
}
