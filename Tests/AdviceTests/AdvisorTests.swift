import Advice
import Domain
import Foundation
import TestSupport
import Testing

struct AdvisorTests {
    private func advise(
        _ offers: [Offer], _ request: AdviceRequest = AdviceRequest(model: "deepseek-r1:14b"),
        evidence: [Evidence] = PublishedRows.all, assumptions: RentalAssumptions = RentalAssumptions()
    ) throws -> AdviceReport {
        try Advisor(assumptions: assumptions).advise(request, offers: offers, evidence: evidence, generatedAt: Market.now)
    }

    @Test(arguments: [1, 2, 3] as [UInt64], Objective.allCases)
    func `every offer appears exactly once, and the order of the list does not matter`(seed: UInt64, objective: Objective) throws {
        var generator = SeededGenerator(seed: seed)
        let offers = Market.random(300, seed: seed)
        let request = AdviceRequest(model: "deepseek-r1:14b", objective: objective)
        let report = try advise(offers, request)
        let shuffled = try advise(offers.shuffled(using: &generator), request, evidence: PublishedRows.all.shuffled(using: &generator))
        #expect(report.recommendations.map(\.offerID) == shuffled.recommendations.map(\.offerID), "seed \(seed)")
        #expect(report.excluded == shuffled.excluded, "seed \(seed)")
        let all = report.recommendations.map(\.offerID) + report.excluded.map(\.offerID)
        #expect(all.count == offers.count, "seed \(seed)")
        #expect(Set(all) == Set(offers.map(\.id)), "seed \(seed)")
        #expect(report.recommendations.map(\.rank) == Array(1...report.recommendations.count))
        #expect(report.excluded.allSatisfy { !$0.reason.isEmpty })
    }

    @Test(arguments: [11, 12] as [UInt64], Objective.allCases)
    func `a lower price never costs a place`(seed: UInt64, objective: Objective) throws {
        let offers = Market.random(80, seed: seed)
        let request = AdviceRequest(model: "qwen2:7b", objective: objective)
        let before = try advise(offers, request)
        for row in before.recommendations.prefix(10) {
            let cheaper = offers.map { offer in
                var offer = offer
                if offer.id == row.offerID { offer.pricePerHour = USD(micros: max(1_000, offer.pricePerHour.micros * 9 / 10)) }
                return offer
            }
            let after = try advise(cheaper, request)
            let rank = try #require(after.recommendations.first { $0.offerID == row.offerID }).rank
            #expect(rank <= row.rank, "seed \(seed), \(row.offerID)")
        }
    }

    @Test func `equal offers are ordered by price, then by id`() throws {
        let report = try advise(
            [Market.offer("30"), Market.offer("4"), Market.offer("100"), Market.offer("9", price: 0.19)],
            AdviceRequest(model: "deepseek-r1:14b", objective: .speed))
        #expect(report.recommendations.map(\.offerID.rawValue) == ["vastai-9", "vastai-4", "vastai-30", "vastai-100"])
    }

    @Test func `the Pareto front is what nothing else beats in both`() throws {
        for seed in [21, 22] as [UInt64] {
            let rows = try advise(Market.random(200, seed: seed)).recommendations
            for row in rows {
                let isBeaten = rows.contains {
                    $0.tokensPerSecond >= row.tokensPerSecond
                        && $0.allInDollarsPerMillionTokens <= row.allInDollarsPerMillionTokens
                        && ($0.tokensPerSecond > row.tokensPerSecond
                            || $0.allInDollarsPerMillionTokens < row.allInDollarsPerMillionTokens)
                }
                #expect(row.isParetoOptimal == !isBeaten, "seed \(seed), \(row.offerID)")
            }
        }
    }

    @Test(arguments: [0, -0.01, 0.0001, 1000.5, 1_000_000])
    func `an unbelievable price is never ranked`(price: Double) throws {
        let report = try advise([Market.offer("1", price: price), Market.offer("2")])
        #expect(report.recommendations.map(\.offerID.rawValue) == ["vastai-2"])
        #expect(report.excluded.first?.kind == .badPrice)
    }

    @Test(arguments: [
        (Market.offer("1", "Mystery 9000"), ExclusionKind.unknownGPU),
        (Market.offer("1", "RTX 3090", mib: 8192), .unknownGPU),
        (Market.offer("1", "RTX 3090", mib: 0), .noMemoryFigure),
        (Market.offer("1", "RTX 4060 Ti", mib: nil), .noMemoryFigure),
        (Market.offer("1", "RTX 3070", mib: 8192), .doesNotFit),
        (Market.offer("1", interruptible: true), .interruptible),
        (Market.offer("1", secondsLeft: 3600), .leavesMarket),
        (Market.offer("1", price: 2), .tooExpensive),
        (Market.offer("1", "RTX 4060 Ti", mib: 16380), .tooSlow),
        (Market.offer("1", count: 0), .constraint),
    ])
    func `an offer that will not do is left out with its reason`(offer: Offer, kind: ExclusionKind) throws {
        let request = AdviceRequest(
            model: "deepseek-r1:14b", minTokensPerSecond: 50, maxPricePerHour: USD(dollars: 1))
        let report = try advise([offer, Market.offer("2")], request)
        #expect(report.excluded.map(\.kind) == [kind])
        #expect(report.recommendations.count == 1)
        #expect(report.summary.excludedCounts == [kind.rawValue: 1])
    }

    @Test func `memory that follows from the name need not be stated`() throws {
        let row = try #require(try advise([Market.offer("1", mib: nil)]).recommendations.first)
        #expect(row.gpuMemoryMiB == 24576)
        #expect(row.reasons.contains { $0.contains("states no memory") })
    }

    @Test func `the nearest miss is named`() throws {
        let report = try advise(
            [Market.offer("1", "RTX 3070", mib: 8192), Market.offer("2", "RTX 3080", mib: 10240)])
        #expect(report.summary.excludedLine == "2 do not fit (the nearest lacks 0.1 GiB)")
        #expect(report.summary.memoryLine.hasSuffix("8.4 GiB weights + 0.8 GiB KV at 4096 context + 0.9 GiB overhead = 10.0 GiB"))
        #expect(report.excluded.allSatisfy { $0.reason.contains("lacks") })
    }

    @Test func `one that is merely too slow is nearer than one that nobody asked for`() throws {
        let report = try advise(
            [Market.offer("1", "RTX 3060", mib: 12288), Market.offer("2", "RTX 4090"), Market.offer("3", "RTX 3070", mib: 8192)],
            AdviceRequest(model: "deepseek-r1:14b", minTokensPerSecond: 99_999, gpu: "RTX 4090"))
        #expect(report.nearestMiss?.offerID == OfferID(rawValue: "vastai-2"))
        let tight = try advise([Market.offer("1", "RTX 3070", mib: 8192), Market.offer("2", "RTX 3080", mib: 10240)])
        #expect(tight.nearestMiss?.offerID == OfferID(rawValue: "vastai-2"))
        #expect(try advise([Market.offer("1")]).nearestMiss == nil)
        let elsewhere = AdviceRequest(model: "deepseek-r1:14b", gpu: "RTX 5090")
        #expect(try advise([Market.offer("1", "RTX 3090")], elsewhere).nearestMiss == nil, "nobody asked for that card")
    }

    @Test func `constraints leave the rest out`() throws {
        let offers = [
            Market.offer("1"), Market.offer("2", "A100 PCIE", mib: 81920),
            Market.offer("3", provider: ProviderID(rawValue: "tensordock")),
        ]
        func left(_ request: AdviceRequest) throws -> [String] {
            try advise(offers, request).recommendations.map(\.offerID.rawValue).sorted()
        }
        #expect(try left(AdviceRequest(model: "qwen2:7b", gpu: "a100")) == ["vastai-2"])
        #expect(try left(AdviceRequest(model: "qwen2:7b", minMemoryGB: 40)) == ["vastai-2"])
        #expect(try left(AdviceRequest(model: "qwen2:7b", provider: .vastai)) == ["vastai-1", "vastai-2"])
        #expect(try left(AdviceRequest(model: "qwen2:7b", location: "norway")).count == 3)
        #expect(try left(AdviceRequest(model: "qwen2:7b", location: "Spain")).isEmpty)
        #expect(try left(AdviceRequest(model: "qwen2:7b", minReliability: 0.995)).isEmpty)
        #expect(try left(AdviceRequest(model: "qwen2:7b", includeUnverified: false)).count == 3)
    }

    @Test func `a slow link or dear traffic reverses a ranking by price alone`() throws {
        let fast = Market.offer("1", price: 0.22, link: 1000)
        var slow = Market.offer("2", price: 0.21, link: 20)
        #expect(try advise([fast, slow]).recommendations.first?.offerID.rawValue == "vastai-1")
        let long = AdviceRequest(model: "deepseek-r1:14b", job: .hours(1000))
        #expect(try advise([fast, slow], long).recommendations.first?.offerID.rawValue == "vastai-2")
        slow.downloadMbps = 1000
        slow.downloadPricePerGB = USD(micros: 20_000)
        #expect(try advise([fast, slow]).recommendations.first?.offerID.rawValue == "vastai-1")
    }

    @Test func `a provider that seldom delivers costs more`() throws {
        let dock = ProviderID(rawValue: "tensordock")
        let offers = [
            Market.offer("1", "RTX A6000", price: 0.4, mib: 49140), Market.offer("2", "RTX A6000", price: 0.4, mib: 49140, provider: dock),
        ]
        let rare = RentalAssumptions(provisioningChance: [dock: 0.2])
        #expect(try advise(offers, evidence: [], assumptions: rare).recommendations.first?.provider == .vastai)
        let sure = RentalAssumptions(provisioningChance: [dock: 1])
        #expect(try advise(offers, evidence: [], assumptions: sure).recommendations.first?.provider == dock)
    }

    @Test func `the whole bill is never below the rent, and the plain rates are plain`() throws {
        for row in try advise(Market.random(200, seed: 31)).recommendations {
            let rent = row.pricePerHour.dollars / (row.tokensPerSecond * 3600) * 1e6
            #expect(abs(row.dollarsPerMillionTokens / rent - 1) < 1e-9)
            #expect(abs(row.tokensPerDollar * rent / 1e6 - 1) < 1e-9)
            #expect(row.allInDollarsPerMillionTokens > rent)
            #expect(row.tokensPerSecondLow < row.tokensPerSecond && row.tokensPerSecond < row.tokensPerSecondHigh)
        }
    }

    @Test func `a host whose memory lags behind its kind is expected to be slower`() throws {
        let usual = (0..<9).map { Market.offer("\($0)", bandwidth: 830) }
        let report = try advise(usual + [Market.offer("99", bandwidth: 600), Market.offer("77")])
        let rates = Dictionary(uniqueKeysWithValues: report.recommendations.map { ($0.offerID.rawValue, $0.tokensPerSecond) })
        let slow = try #require(rates["vastai-99"])
        let healthy = try #require(rates["vastai-3"])
        let silent = try #require(rates["vastai-77"])
        #expect(slow < healthy * 0.85)
        #expect(abs(silent / healthy - 1) < 0.02)
    }

    @Test func `two doubtful results of one machine keep it out, whatever it offers next`() throws {
        func doubtful(_ id: String, _ verdict: BenchmarkResult.Verdict) -> Evidence {
            Evidence(
                benchmarkID: id, model: "deepseek-r1:14b", gpuName: "RTX 3090", gpuMemoryMiB: 24576, gpuCount: 1,
                tokensPerSecond: 11, provider: "vastai", machineID: "m7", location: "", date: Market.now, verdict: verdict,
                source: .measured)
        }
        let offers = [Market.offer("1", machine: "m7"), Market.offer("2", machine: "m8")]
        let once = try advise(offers, evidence: PublishedRows.all + [doubtful("a", .suspect)])
        #expect(once.excluded.isEmpty)
        let twice = try advise(offers, evidence: PublishedRows.all + [doubtful("a", .suspect), doubtful("b", .invalid)])
        #expect(twice.excluded.map(\.kind) == [.hostSuspected])
        #expect(twice.excluded.first?.reason == "host suspected: delivered 14 % of its speed twice")
        #expect(twice.recommendations.map(\.offerID.rawValue) == ["vastai-2"])
    }

    /// Two doubtful results of one machine that ran at full speed.
    private func atFullSpeed(_ ids: [String] = ["a", "b"]) throws -> [Evidence] {
        let usual = try #require(try advise([Market.offer("1")]).recommendations.first).tokensPerSecond
        return ids.map { id in
            Evidence(
                benchmarkID: id, model: "deepseek-r1:14b", gpuName: "RTX 3090", gpuMemoryMiB: 24576, gpuCount: 1,
                tokensPerSecond: usual, provider: "vastai", machineID: "m7", location: "", date: Market.now, verdict: .suspect,
                source: .measured)
        }
    }

    @Test func `two runs that were stopped or too short do not make a host suspected`() throws {
        let report = try advise([Market.offer("1", machine: "m7")], evidence: PublishedRows.all + atFullSpeed())
        #expect(report.excluded.isEmpty)
    }

    @Test func `two results that blame the machine make it suspected, whatever its speed`() throws {
        let offers = [Market.offer("1", machine: "m7")]
        let evidence = try PublishedRows.all + atFullSpeed()
        func excluded(_ faults: Set<String>, suspected: Bool = false) throws -> [ExclusionKind] {
            try Advisor().advise(
                AdviceRequest(model: "deepseek-r1:14b", includeSuspected: suspected), offers: offers, evidence: evidence,
                hostFaults: faults, generatedAt: Market.now
            ).excluded.map(\.kind)
        }
        #expect(try excluded(["a"]).isEmpty)
        #expect(try excluded(["a", "b"]) == [.hostSuspected])
        #expect(try excluded(["a", "b"], suspected: true).isEmpty)
    }

    @Test func `a suspected machine that was asked for says what speaks against it`() throws {
        let report = try Advisor().advise(
            AdviceRequest(model: "deepseek-r1:14b", includeSuspected: true), offers: [Market.offer("1", machine: "m7")],
            evidence: PublishedRows.all + atFullSpeed(), hostFaults: ["a", "b"], generatedAt: Market.now)
        let row = try #require(report.recommendations.first)
        #expect(row.suspicion == "host suspected: its results were doubtful twice")
        #expect(row.reasons.contains("host suspected: its results were doubtful twice"))
    }

    @Test func `a small model that is far from physics does not make its host suspected`() throws {
        let offers = [Market.offer("1", "RTX 4090", mib: 24564, machine: "m7")]
        let small = try #require(ModelCatalogue.lookUp("qwen2.5:0.5b").model)
        let expected = try #require(
            try advise(offers, AdviceRequest(model: small.tag), evidence: []).recommendations.first
        ).tokensPerSecond
        let slow = ["a", "b"].map { id in
            Evidence(
                benchmarkID: id, model: small.tag, gpuName: "RTX 4090", gpuMemoryMiB: 24564, gpuCount: 1,
                tokensPerSecond: expected * 0.5, provider: "vastai", machineID: "m7", location: "", date: Market.now,
                verdict: .suspect, source: .measured)
        }
        #expect(try advise(offers, AdviceRequest(model: small.tag), evidence: slow).excluded.isEmpty)
    }

    @Test(arguments: [
        (["only 2 requests worked, too few for a mean"], false),
        (["requests differ by 30 % on one machine: contention or throttling"], true),
        (["only 2 requests worked, too few for a mean", "requests differ by 30 % on one machine: contention or throttling"], false),
        (["the benchmark did not complete: stopped by the user"], false), (["5 of 20 requests failed"], false),
        (["a context of 9000 tokens was asked for, the runtime gave 8192"], false), ([], false),
        (["the GPU was throttled in 20 % of the samples: power brake"], true),
        (["only 4.1 of 5.5 GB were on the GPU, the rest spilled to the CPU"], true),
        (["only 1 request worked, too few for a mean", "the model ran on the CPU alone: 0 of 5.5 GB were on the GPU"], true),
    ])
    func `only what a machine can be blamed for is a fault of the host`(reasons: [String], isFault: Bool) {
        #expect(HostFault.isNamed(in: reasons) == isFault)
    }

    @Test func `evidence of a machine far off its kind is not counted for another machine`() throws {
        func measured(_ id: String, _ share: Double) throws -> Evidence {
            let healthy = try #require(try advise([Market.offer("9", "RTX 5080", mib: 16303)]).recommendations.first)
            return Evidence(
                benchmarkID: id, model: "deepseek-r1:14b", gpuName: "NVIDIA GeForce RTX 5080", gpuMemoryMiB: 16303, gpuCount: 1,
                tokensPerSecond: healthy.tokensPerSecond * share, provider: "vastai", machineID: "bad", location: "Norway, NO",
                date: Market.now, verdict: .valid, source: .measured)
        }
        let offers = [
            Market.offer("1", "RTX 5080", mib: 16303, machine: "good"), Market.offer("2", "RTX 5080", mib: 16303, machine: "bad"),
        ]
        for others in [PublishedRows.all, PublishedRows.all.filter { !$0.gpuName.contains("5080") }] {
            let before = try #require(try advise([offers[0]], evidence: others).recommendations.first)
            let evidence = try others + [measured("x", 0.15), measured("y", 0.16)]
            let rows = Dictionary(
                uniqueKeysWithValues: try advise(offers, evidence: evidence).recommendations.map { ($0.offerID.rawValue, $0) })
            let good = try #require(rows["vastai-1"])
            #expect(good.basis == before.basis && good.evidenceIDs == before.evidenceIDs)
            #expect(abs(good.tokensPerSecond / before.tokensPerSecond - 1) < 0.05)
            #expect(good.reasons.contains { $0.contains("far off") }, "\(good.reasons)")
            let bad = try #require(rows["vastai-2"])
            #expect(bad.basis == .measured && bad.evidenceIDs.contains("x") && bad.evidenceIDs.contains("y"))
            #expect(bad.tokensPerSecond < good.tokensPerSecond * 0.3)
        }
    }

    @Test func `many results of one bad machine do not outvote the others`() throws {
        let rows = PublishedRows.valid.filter { $0.gpuName == "RTX 4090" && $0.model == "deepseek-r1:14b" }
        let usual = try #require(rows.first).tokensPerSecond
        let bad = (0..<40).map { number in
            Evidence(
                benchmarkID: "bad\(number)", model: "deepseek-r1:14b", gpuName: "RTX 4090", gpuMemoryMiB: 24564, gpuCount: 1,
                tokensPerSecond: usual * 0.2, provider: "vastai", machineID: "bad", location: "", date: Market.now, verdict: .valid,
                source: .measured)
        }
        let offer = Market.offer("1", "RTX 4090", mib: 24564, machine: "other")
        let before = try #require(try advise([offer], evidence: PublishedRows.valid).recommendations.first)
        let after = try #require(try advise([offer], evidence: PublishedRows.valid + bad).recommendations.first)
        #expect(after.evidenceCount == before.evidenceCount)
        #expect(abs(after.tokensPerSecond / before.tokensPerSecond - 1) < 0.05)
    }

    @Test func `a context beyond the model's own is refused with its limit`() throws {
        let problem = #expect(throws: Problem.self) {
            try advise([Market.offer("1")], AdviceRequest(model: "qwen2:7b", contextTokens: 32_769))
        }
        #expect(problem?.code == .invalidInput)
        #expect(problem?.message.contains("32768") == true && problem?.message.contains("qwen2:7b") == true)
        _ = try advise([Market.offer("1")], AdviceRequest(model: "qwen2:7b", contextTokens: 32_768))
    }

    @Test func `a fresh measurement changes the advice`() throws {
        let offers = [Market.offer("1", "RTX 4070S Ti", price: 0.1, mib: 16376, machine: "m1"), Market.offer("2", price: 0.13)]
        let before = try #require(try advise(offers).recommendations.first { $0.offerID.rawValue == "vastai-1" })
        let measured = Evidence(
            benchmarkID: "new", model: "deepseek-r1:14b", gpuName: "NVIDIA GeForce RTX 4070 Ti SUPER", gpuMemoryMiB: 16376,
            gpuCount: 1, tokensPerSecond: 58, provider: "vastai", machineID: "m1", location: "Norway, NO", date: Market.now,
            verdict: .valid, source: .measured)
        let after = try advise(offers, evidence: PublishedRows.all + [measured])
        let row = try #require(after.recommendations.first { $0.offerID.rawValue == "vastai-1" })
        #expect(before.basis == .predicted)
        #expect(row.basis == .measured)
        #expect(row.evidenceCount == 1)
        #expect(row.evidenceIDs == ["new"])
        #expect(abs(row.tokensPerSecond / 58 - 1) < 0.03)
        #expect(row.tokensPerSecond != before.tokensPerSecond)
        #expect(row.reasons != before.reasons)
    }

    @Test func `a question that cannot be answered says what to ask instead`() throws {
        func problem(_ request: AdviceRequest) -> Problem? {
            do throws(Problem) {
                _ = try Advisor().advise(request, offers: [], evidence: [], generatedAt: Market.now)
                return nil
            } catch { return error }
        }
        let model = try #require(problem(AdviceRequest(model: "quen2:7b")))
        #expect(model.code == .invalidInput)
        #expect(model.hint?.contains("qwen2:7b") == true)
        #expect(problem(AdviceRequest(model: "qwen2:7b", gpu: "RTX 4099"))?.message.contains("RTX 4099") == true)
        #expect(problem(AdviceRequest(model: "qwen2:7b", minReliability: 95)) != nil)
        #expect(problem(AdviceRequest(model: "qwen2:7b", maxPricePerHour: .zero)) != nil)
        #expect(problem(AdviceRequest(model: "qwen2:7b", contextTokens: 0)) != nil)
        #expect(problem(AdviceRequest(model: "qwen2:7b", job: .tokens(.nan))) != nil)
        #expect(problem(AdviceRequest(model: "qwen2:7b")) == nil)
    }
}
