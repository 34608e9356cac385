import Advice
import Domain
import Foundation
import TestSupport
import Testing

struct SpeedModelTests {
    /// Estimates each valid published row from the rows that `keep` leaves, and compares.
    private func holdOut(_ keep: (Evidence, Evidence) -> Bool) throws -> (median: Double, p90: Double, covered: Double) {
        var errors: [Double] = []
        var covered = 0
        for row in PublishedRows.valid {
            let model = try #require(ModelCatalogue.lookUp(row.model).model)
            let gpu = try #require(GPUCatalogue.match(name: row.gpuName, memoryMiB: row.gpuMemoryMiB).gpu)
            let speed = SpeedModel(model: model, evidence: PublishedRows.valid.filter { keep(row, $0) })
            let estimate = speed.estimate(for: SpeedTarget(gpu: gpu, provider: row.provider))
            errors.append(abs(estimate.tokensPerSecond / row.tokensPerSecond - 1))
            if (estimate.low...estimate.high).contains(row.tokensPerSecond) { covered += 1 }
        }
        errors.sort()
        return (errors[errors.count / 2], errors[errors.count * 9 / 10], Double(covered) / Double(errors.count))
    }

    @Test func `leaving out one row, the interval holds about nine times in ten`() throws {
        let result = try holdOut { $0.benchmarkID != $1.benchmarkID }
        #expect((0.8...1).contains(result.covered), "\(result)")
        #expect(result.median <= 0.03, "\(result)")
    }

    @Test func `a known GPU with an unseen model is met within 6 percent`() throws {
        let result = try holdOut { $0.gpuName != $1.gpuName || $0.model != $1.model }
        #expect((0.8...1).contains(result.covered), "\(result)")
        #expect(result.median <= 0.05, "\(result)")
        #expect(result.p90 <= 0.12, "\(result)")
    }

    @Test func `an unseen GPU of a seen architecture is met within 12 percent`() throws {
        let result = try holdOut { $0.gpuName != $1.gpuName }
        #expect((0.8...1).contains(result.covered), "\(result)")
        #expect(result.median <= 0.10, "\(result)")
        #expect(result.p90 <= 0.25, "\(result)")
    }

    private func estimate(
        _ gpu: String, _ model: String = "deepseek-r1:14b", count: Int = 1, provider: String = "vastai", machine: String? = nil,
        from evidence: [Evidence]
    ) throws -> SpeedEstimate {
        let model = try #require(ModelCatalogue.lookUp(model).model)
        let card = try #require(GPUCatalogue.match(name: gpu).gpu)
        return SpeedModel(model: model, evidence: evidence).estimate(
            for: SpeedTarget(gpu: card, gpuCount: count, provider: provider, machineID: machine))
    }

    private func fresh(
        _ gpu: String, _ rate: Double, model: String = "deepseek-r1:14b", machine: String = "m1",
        verdict: BenchmarkResult.Verdict = .valid, id: String = "fresh"
    ) -> Evidence {
        Evidence(
            benchmarkID: id, model: model, gpuName: gpu, gpuMemoryMiB: 0, gpuCount: 1, tokensPerSecond: rate,
            provider: "vastai", machineID: machine, location: "Norway", date: Date(timeIntervalSince1970: 1_790_000_000),
            verdict: verdict, source: .measured)
    }

    @Test func `the basis tells what an estimate rests on`() throws {
        #expect(try estimate("RTX 3090", from: PublishedRows.all).basis == .measured)
        // The third row of this card and model is a quarter slower than the other two: it tells of its own machine only.
        #expect(try estimate("RTX 3090", from: PublishedRows.all).evidenceCount == 2)
        #expect(try estimate("RTX 3090", provider: "bluelobster", from: PublishedRows.all).basis == .transferred)
        #expect(try estimate("RTX 3090", count: 2, from: PublishedRows.all).basis == .transferred)
        #expect(try estimate("RTX 5070 Ti", from: PublishedRows.all).basis == .transferred)
        let unseen = try estimate("RTX 4070 Ti", from: PublishedRows.all)
        #expect(unseen.basis == .predicted)
        #expect(unseen.evidenceCount == 0)
        #expect(unseen.evidenceIDs.isEmpty)
        #expect(!unseen.explanation.isEmpty)
    }

    @Test func `a spelling of the same GPU in the evidence does not matter`() throws {
        let plain = try estimate("RTX 4090", from: [fresh("RTX 4090", 80)])
        #expect(try estimate("RTX 4090", from: [fresh("NVIDIA GeForce RTX 4090", 80)]) == plain)
        #expect(try estimate("A100 80GB", from: PublishedRows.all).basis == .measured)
        #expect(try estimate("A100 PCIE 80GB", from: PublishedRows.all).basis == .measured)
    }

    @Test func `a fresh measurement moves the estimate towards it and narrows the interval`() throws {
        for gpu in ["RTX 4070 Ti SUPER", "RTX 3090", "H100 SXM", "L40S"] {
            let before = try estimate(gpu, from: PublishedRows.all)
            for factor in [0.88, 1.1] {
                let measured = before.tokensPerSecond * factor
                let after = try estimate(gpu, from: PublishedRows.all + [fresh(gpu, measured)])
                let there = try estimate(gpu, machine: "m1", from: PublishedRows.all + [fresh(gpu, measured)])
                #expect(after.basis == .measured)
                #expect(abs(after.tokensPerSecond - measured) < abs(before.tokensPerSecond - measured), "\(gpu) x \(factor)")
                #expect(abs(there.tokensPerSecond / measured - 1) < 0.05, "\(gpu) x \(factor) on the same machine")
                #expect(after.high / after.low < before.high / before.low, "\(gpu)")
                #expect(there.high / there.low < after.high / after.low, "\(gpu)")
            }
        }
    }

    @Test func `doubtful results change nothing`() throws {
        let before = try estimate("RTX 3090", from: PublishedRows.valid)
        for verdict in [BenchmarkResult.Verdict.suspect, .invalid] {
            let with = PublishedRows.valid + [fresh("RTX 3090", 3, verdict: verdict)]
            #expect(try estimate("RTX 3090", from: with) == before)
        }
        #expect(try estimate("RTX 3090", from: PublishedRows.all) == before)
    }

    @Test func `impossible figures and unknown names in the evidence are left out`() throws {
        let before = try estimate("RTX 3090", from: PublishedRows.valid)
        let junk = [
            fresh("RTX 3090", .nan), fresh("RTX 3090", 0), fresh("RTX 3090", -4), fresh("RTX 3090", .infinity),
            fresh("RTX 9999", 80), fresh("RTX 3090", 80, model: "nobody:7b"),
        ]
        #expect(try estimate("RTX 3090", from: PublishedRows.valid + junk) == before)
    }

    @Test func `one bad host among many hardly moves the others, but is believed about itself`() throws {
        let before = try estimate("RTX 4090", from: PublishedRows.valid)
        let with = PublishedRows.valid + [fresh("RTX 4090", before.tokensPerSecond * 0.4, machine: "bad")]
        let others = try estimate("RTX 4090", from: with)
        #expect(abs(others.tokensPerSecond / before.tokensPerSecond - 1) < 0.03)
        let itself = try estimate("RTX 4090", machine: "bad", from: with)
        #expect(itself.tokensPerSecond < before.tokensPerSecond * 0.5)
    }

    @Test func `several GPUs are no faster than one`() throws {
        let one = try estimate("RTX 3090", "llama3.3:70b", from: PublishedRows.valid)
        for count in [2, 4, 8] {
            let several = try estimate("RTX 3090", "llama3.3:70b", count: count, from: PublishedRows.valid)
            #expect(abs(several.tokensPerSecond / one.tokensPerSecond - 1) < 1e-9)
            #expect(several.high / several.low > one.high / one.low)
        }
    }

    @Test func `what was never seen gets a wide interval`() throws {
        func width(_ gpu: String, _ model: String = "deepseek-r1:14b") throws -> Double {
            let estimate = try estimate(gpu, model, from: PublishedRows.valid)
            return estimate.high / estimate.low
        }
        #expect(try width("RTX 3090") < 1.2)
        #expect(try width("RTX 4070 Ti") > width("RTX 3090"))
        #expect(try width("MI300X") > 2)
        #expect(try width("RTX 3090", "qwen3:30b-a3b") > 1.5)
        #expect(try width("RTX 3090", "qwen2.5:0.5b") > 2)
    }

    @Test func `physics alone answers without any evidence`() throws {
        let estimate = try estimate("RTX 4090", "qwen2:7b", from: [])
        #expect(abs(estimate.tokensPerSecond / 190 - 1) < 0.05)
        #expect(estimate.basis == .predicted)
    }

    @Test func `the order of the evidence does not matter`() throws {
        let one = try estimate("RTX 4090", from: PublishedRows.all)
        #expect(try estimate("RTX 4090", from: PublishedRows.all.reversed()) == one)
    }

    @Test func `thousands of results still give an answer of the same kind`() throws {
        var generator = SeededGenerator(seed: 7)
        let many = (0..<3000).map { number -> Evidence in
            let row = PublishedRows.valid[number % PublishedRows.valid.count]
            return fresh(
                row.gpuName, row.tokensPerSecond * Double.random(in: 0.96...1.04, using: &generator), model: row.model,
                machine: "m\(number)", id: "r\(number)")
        }
        let estimate = try estimate("RTX 4090", from: many)
        #expect(estimate.basis == .measured)
        #expect(abs(estimate.tokensPerSecond / 93 - 1) < 0.04)
    }
}
