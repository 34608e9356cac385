import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct OfferSelectorTests {
    @Test func `the best offer is taken, then the next`() async throws {
        let (cheap, dear) = (Samples.offer("1", dollars: 0.2), Samples.offer("2", dollars: 0.4))
        try await Bed.use(dear, cheap) { bed in
            let first = try await bed.choose()
            #expect(first == "vastai-1")
            let second = try await bed.choose(tried: [cheap])
            #expect(second == "vastai-2")
            let problem = await #expect(throws: Problem.self) { try await bed.choose(tried: [cheap, dear]) }
            #expect(problem?.code == .noOffer)
            #expect(problem?.message.contains("after 2 that failed") == true)
        }
    }

    @Test func `another machine comes before a better offer on one that failed`() async throws {
        let failed = Samples.offer("1", dollars: 0.1, machine: "bad")
        try await Bed.use(Samples.offer("2", dollars: 0.1, machine: "bad"), Samples.offer("3", dollars: 0.4)) { bed in
            let first = try await bed.choose(tried: [failed])
            #expect(first == "vastai-3")
            let second = try await bed.choose(tried: [failed, Samples.offer("3")])
            #expect(second == "vastai-2")
        }
    }

    @Test func `a named offer is taken however good the others are, and its GPU comes first after it`() async throws {
        let named = Samples.offer("1", dollars: 0.5)
        let other = Samples.offer("2", dollars: 0.05, gpu: "RTX 3090", mib: 24_576)
        try await Bed.use(named, other, Samples.offer("3", dollars: 0.5)) { bed in
            let first = try await bed.choose(Samples.plan(offer: "1"))
            #expect(first == "vastai-1")
            let second = try await bed.choose(Samples.plan(offer: "1"), tried: [named])
            #expect(second == "vastai-3")
        }
    }

    @Test func `a named offer that is gone is told from one that cannot run the model`() async throws {
        try await Bed.use(Samples.offer("1", gpu: "RTX 3050", mib: 2048), Samples.offer("2")) { bed in
            let gone = await #expect(throws: Problem.self) { try await bed.choose(Samples.plan(offer: "7")) }
            #expect(gone?.code == .staleInventory)
            let unfit = await #expect(throws: Problem.self) { try await bed.choose(Samples.plan(offer: "1")) }
            #expect(unfit?.code == .noOffer)
            #expect(unfit?.message.contains("vastai-1 cannot run qwen2:7b") == true)
        }
    }

    @Test func `an offer whose worst case does not fit is passed over, and nothing that fits says what would`() async throws {
        try await Bed.use(Samples.offer("1", dollars: 4, gpu: "RTX 5090", mib: 32_607), Samples.offer("2", dollars: 0.3)) { bed in
            let pick = try await bed.choose(left: 0.3)
            #expect(pick == "vastai-2")
            let problem = await #expect(throws: Problem.self) { try await bed.choose(left: 0.01) }
            #expect(problem?.code == .budget)
            #expect(problem?.hint?.contains("--budget") == true)
        }
    }

    @Test func `the budget that a refusal asks for is enough`() async throws {
        try await Bed.use(Samples.offer("1", dollars: 0.0913)) { bed in
            let problem = await #expect(throws: Problem.self) {
                try await bed.selector.choose(for: Samples.plan(dollars: 0.0001), tried: [], remaining: USD(micros: 100))
            }
            #expect(problem?.message.contains("a budget of $0.0001") == true, "\(String(describing: problem))")
            let asked = try #require(problem?.hint?.firstMatch(of: /\$([0-9.]+)/)?.1)
            let enough = try #require(Double(asked).flatMap { USD(dollars: $0) })
            _ = try await bed.selector.choose(for: Samples.plan(), tried: [], remaining: enough)
        }
    }

    /// Puts two doubtful results of one machine into the database, each with these reasons.
    private func doubt(_ machine: String, _ reasons: [String], in bed: Bed) async throws {
        for id in ["doubt-1", "doubt-2"] {
            try await bed.store.insertBenchmarks([
                BenchmarkResult(
                    id: id, timestamp: Samples.start, hardware: .init(gpuName: "RTX 4090", gpuMemoryMiB: 24_564),
                    model: .init(name: "qwen2:7b"), testConfig: .init(contextTokens: 4096),
                    results: .init(totalRequests: 2, avgTokensPerSecond: 190), provider: "vastai", location: "", pricePerHour: .zero,
                    verdict: .suspect, verdictReasons: reasons, source: .measured, machineID: machine, contentHash: id)
            ])
        }
    }

    @Test func `two short runs on a machine do not keep it from being rented again`() async throws {
        try await Bed.use(Samples.offer("1", dollars: 0.1, machine: "m")) { bed in
            try await doubt("m", ["only 2 requests worked, too few for a mean"], in: bed)
            #expect(try await bed.choose() == "vastai-1")
        }
    }

    @Test func `a machine that throttled twice is passed over, unless its offer is named`() async throws {
        let suspect = Samples.offer("1", dollars: 0.1, machine: "m")
        try await Bed.use(suspect, Samples.offer("2", dollars: 0.5)) { bed in
            try await doubt("m", ["the GPU was throttled in 90 % of the samples: power brake"], in: bed)
            #expect(try await bed.choose() == "vastai-2")
            #expect(try await bed.choose(Samples.plan(offer: "1")) == "vastai-1")
            let problem = await #expect(throws: Problem.self) {
                try await bed.choose(Samples.plan(offer: "2"), tried: [Samples.offer("2", dollars: 0.5)])
            }
            #expect(problem?.code == .noOffer, "what was not named does not stand in for what was")
        }
    }

    @Test func `old offers are never rented`() async throws {
        try await Bed.use { bed in
            let pick = try await bed.choose()
            #expect(pick == "vastai-1")
            bed.provider.script { $0.search = { _ in throw Problem(.unavailable, "closed today") } }
            let problem = await #expect(throws: Problem.self) { try await bed.choose() }
            #expect(problem?.message == "closed today")
        }
    }

    @Test func `an account that holds less than the budget is refused before anything is rented`() async throws {
        try await Bed.use { bed in
            let service = try bed.service()
            #expect(try await service.charging(.vastai, for: Samples.plan()) == Samples.plan())
            bed.provider.script { $0.account = ProviderAccount(balance: USD(micros: 400_000)) }
            _ = try await service.charging(.vastai, for: Samples.plan(dollars: 0.4))
            let problem = await #expect(throws: Problem.self) {
                _ = try await service.charging(.vastai, for: Samples.plan(dollars: 0.41))
            }
            #expect(problem?.code == .budget)
            #expect(problem?.message.contains("$0.40") == true)
        }
    }
}

extension Bed {
    /// The offer that is rented next.
    fileprivate func choose(_ plan: SessionPlan = Samples.plan(), tried: [Offer] = [], left: Double = 1) async throws -> String {
        let session = try await open(plan).session.id
        let attempts = tried.enumerated().map {
            Attempt(session: session, ordinal: $0 + 1, offer: $1, label: "l", intendedAt: Samples.start)
        }
        return try await selector.choose(for: plan, tried: attempts, remaining: USD(dollars: left) ?? .zero).offer.id.rawValue
    }
}
