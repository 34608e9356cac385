import Advice
import Domain
import Foundation
import Testing

@Suite struct MachineHistoryTests {
    private func advise(_ offers: [Offer], _ history: MachineHistory, suspected: Bool = false) throws -> AdviceReport {
        try Advisor().advise(
            AdviceRequest(model: "deepseek-r1:14b", includeSuspected: suspected), offers: offers, evidence: PublishedRows.all,
            history: history, generatedAt: Market.now)
    }

    private func history(_ machine: String, _ factor: Double, rests: TimeInterval? = nil) -> MachineHistory {
        MachineHistory(
            machines: [
                .machine(.vastai, machine): .init(factor: factor, recentFailures: 3, restsUntil: rests.map { Market.now + $0 })
            ])
    }

    @Test func `without history, and for machines that are not in it, not a byte changes`() throws {
        let offers = Market.random(300, seed: 5)
        let plain = try ProductJSON.encoder().encode(
            try Advisor().advise(
                AdviceRequest(model: "deepseek-r1:14b"), offers: offers, evidence: PublishedRows.all, generatedAt: Market.now))
        #expect(try ProductJSON.encoder().encode(try advise(offers, MachineHistory())) == plain)
        #expect(try ProductJSON.encoder().encode(try advise(offers, history("elsewhere", 0.5, rests: 60))) == plain)
    }

    @Test func `a lower chance costs what failed tries cost, and says so`() throws {
        let offers = [Market.offer("1", machine: "a"), Market.offer("2", machine: "b")]
        let report = try advise(offers, history("a", 0.49))
        #expect(report.recommendations.map(\.offerID.rawValue) == ["vastai-2", "vastai-1"])
        let (sound, shaky) = (report.recommendations[0], report.recommendations[1])
        let (cheap, dear) = (try #require(sound.bill), try #require(shaky.bill))
        #expect(dear.rentDollars == cheap.rentDollars)
        let failedBoot = 0.2 * 10 / 60
        #expect(abs(dear.riskDollars - cheap.riskDollars - (1 / (0.9 * 0.49) - 1 / 0.9) * failedBoot) < 1e-12)
        #expect(abs(dear.dollarsPerMillionTokens - shaky.allInDollarsPerMillionTokens) < 1e-12)
        #expect(shaky.reasons.contains("rentals of this machine or its kind failed lately: 44 % chance to come up, not 90 %"))
        #expect(!sound.reasons.contains { $0.contains("failed lately") })
    }

    @Test func `a degraded kind counts for all its offers and no others, and nothing falls below the floor`() throws {
        let offers = [
            Market.offer("1", machine: "a"), Market.offer("2", "NVIDIA GeForce RTX 3090"), Market.offer("3", "RTX 4090", mib: 24564),
        ]
        let history = MachineHistory(
            machines: [.machine(.vastai, "a"): .init(factor: 0.05, recentFailures: 2)],
            kinds: [.init(provider: .vastai, gpuType: "RTX 3090"): 0.3])
        let chances = try advise(offers, history).recommendations.reduce(into: [String: String]()) { found, row in
            found[row.offerID.rawValue] = row.reasons.first { $0.contains("failed lately") }?.suffix(38).description ?? "-"
        }
        #expect(chances["vastai-1"]?.contains(" 4 %") == true || chances["vastai-1"]?.contains(" 5 %") == true, "\(chances)")
        #expect(chances["vastai-2"]?.contains("27 %") == true, "\(chances)")
        #expect(chances["vastai-3"] == "-")
    }

    @Test func `a machine that rests is left out and says until when, under every offer of it`() throws {
        let offers = [Market.offer("1", machine: "a"), Market.offer("2", machine: "a"), Market.offer("3", machine: "b")]
        let report = try advise(offers, history("a", 0.343, rests: 1500))
        #expect(report.recommendations.map(\.offerID.rawValue) == ["vastai-3"])
        #expect(report.excluded.map(\.kind) == [.recentlyFailed, .recentlyFailed])
        // 18 November 2026, 11:06:40 UTC, and 25 minutes.
        #expect(report.excluded.first?.reason == "rentals of it failed 3 times just now; left out until 11:32 UTC")
        #expect(report.summary.excludedLine == "2 that just failed")
        #expect(report.nearestMiss?.kind == .recentlyFailed)
        #expect(try advise(offers, history("a", 0.343, rests: 0)).excluded.isEmpty)
        #expect(try advise(offers, history("a", 0.343, rests: 1500), suspected: true).excluded.isEmpty)
    }

    @Test(
        arguments: [
            ("RTX 4090", "RTX_4090", 24_564, true), ("4090", "NVIDIA GeForce RTX 4090", nil, true),
            ("RTX 3090", "RTX 3090 Ti", 24_564, false),
            ("A100", "A100 PCIE", 81_920, true), ("A100 80GB", "A100 SXM4", 40_960, false), ("A100 80GB", "A100 SXM4", nil, true),
            ("RTX 4090", "Mystery 9000", nil, false),
        ] as [(String, String, Int?, Bool)])
    func `a GPU is found however it is spelled`(asked: String, printed: String, memory: Int?, isHeld: Bool) throws {
        #expect(try GPUFilter(asked).holds(name: printed, memoryMiB: memory) == isHeld)
    }

    @Test func `a GPU that nobody makes is refused`() {
        let problem = #expect(throws: Problem.self) { try GPUFilter("RTX 4990") }
        #expect(problem?.code == .invalidInput)
    }
}
