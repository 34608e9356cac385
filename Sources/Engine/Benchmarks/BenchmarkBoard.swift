import Advice
import Domain
import Foundation
public import Storage

/// Answers questions about stored results: which is the fastest, the cheapest, how they compare, which card to take.
///
/// Results that are doubtful, impossible or judged by nobody do not count; prices are those of the measurement.
public struct BenchmarkBoard: Sendable {
    private let store: Store

    /// Reads from a store.
    public init(_ store: Store) { self.store = store }

    /// The fastest result of a model.
    ///
    /// Throws `.notFound` when none counts.
    public func best(_ question: BenchmarkQuestion) async throws -> BenchmarkStanding {
        let standings = try await standings(question)
        guard let best = standings.first else { throw try await none(question) }
        return best
    }

    /// The result with the most tokens per dollar among those that are fast enough; throws as `best` does.
    public func cheapest(_ question: BenchmarkQuestion) async throws -> BenchmarkStanding {
        let priced = try await standings(question).filter { $0.pricePerHour > .zero }
        // The faster one comes first among equals.
        guard
            let cheapest = priced.enumerated().max(by: { ($0.element.tokensPerDollar, $1.offset) < ($1.element.tokensPerDollar, $0.offset) }
            )
        else { throw try await none(question) }
        return cheapest.element
    }

    /// The best result, and how the others stand beside it, the fastest first; throws as `best` does.
    public func comparison(_ question: BenchmarkQuestion) async throws -> (baseline: BenchmarkStanding, others: [BenchmarkComparison]) {
        let standings = try await standings(question)
        guard let baseline = standings.first else { throw try await none(question) }
        let others = standings.dropFirst().map { standing in
            BenchmarkComparison(
                id: standing.id, speedupFactor: Self.ratio(standing.tokensPerSecond, baseline.tokensPerSecond),
                costEfficiency: Self.ratio(standing.tokensPerDollar, baseline.tokensPerDollar),
                memoryEfficiency: Self.ratio(standing.ratePerGiB, baseline.ratePerGiB))
        }
        return (baseline, others)
    }

    /// Cards that were measured with a model, the fastest first.
    public func recommendations(_ question: BenchmarkQuestion) async throws -> [GPURecommendation] {
        let standings = try await standings(BenchmarkQuestion(model: question.model, includesSuspect: question.includesSuspect))
        let model = ModelCatalogue.lookUp(question.model).model
        let need = model.map { Int(MemoryNeed(model: $0).totalGiB.rounded(.up)) }
        let cards = Dictionary(grouping: standings, by: \.cardName)
        let found = cards.map { name, results in
            let rate = results.map(\.tokensPerSecond).reduce(0, +) / Double(results.count)
            let prices = results.map(\.pricePerHour.dollars).filter { $0 > 0 }
            let memory = results.map(\.gpu.memoryMiB).max() ?? 0
            return GPURecommendation(
                model: ModelCatalogue.canonical(question.model),
                min_vram_gib: need ?? Int((Double(memory) / ByteUnits.mebibytesPerGiB).rounded()), recommended_gpus: [name],
                expected_tps: Self.rounded(rate, 100),
                estimated_cost_per_hour: prices.isEmpty ? 0 : Self.rounded(prices.reduce(0, +) / Double(prices.count), 1_000_000),
                notes: "Based on \(results.count) benchmark\(results.count == 1 ? "" : "s")")
        }
        return found.filter { $0.expected_tps >= question.minTokensPerSecond }
            .sorted { ($1.expected_tps, $0.recommended_gpus[0]) < ($0.expected_tps, $1.recommended_gpus[0]) }
    }

    private func standings(_ question: BenchmarkQuestion) async throws -> [BenchmarkStanding] {
        let tag = ModelCatalogue.canonical(question.model)
        let models = try await store.benchmarkNames().models.filter { ModelCatalogue.canonical($0) == tag }
        return try await store.benchmarkStandings(ofModels: models, includingSuspect: question.includesSuspect)
            .filter { $0.tokensPerSecond >= question.minTokensPerSecond }
    }

    private func none(_ question: BenchmarkQuestion) async throws -> Problem {
        let tag = ModelCatalogue.canonical(question.model)
        let measured = try await store.benchmarkNames().models.map { (name: $0, key: ModelCatalogue.canonical($0)) }
        let near = EditDistance.nearest(
            to: tag, in: measured.filter { $0.key != tag }, atMost: max(2, min(64, tag.utf8.count) / 4), limit: 2)
        let meant = near.isEmpty ? "" : "Did you mean \(near.joined(separator: " or "))? "
        return Problem(
            .notFound, "no benchmarks found for model: \(question.model.prefix(128))",
            hint: meant + "'gpu-shopper benchmarks list' shows what was measured; 'advise' also knows models that were not.")
    }

    private static func ratio(_ value: Double, _ base: Double) -> Double { base > 0 ? rounded(value / base, 10_000) : 0 }

    private static func rounded(_ value: Double, _ factor: Double) -> Double { (value * factor).rounded() / factor }
}

extension BenchmarkStanding {
    /// Tokens for one dollar; 0 when the price is unknown.
    var tokensPerDollar: Double { pricePerHour > .zero ? tokensPerSecond * 3600 / pricePerHour.dollars : 0 }

    /// Tokens per second for a GiB of all GPUs' memory; 0 when that is unknown.
    var ratePerGiB: Double {
        let gib = Double(gpu.memoryMiB * max(1, gpuCount)) / ByteUnits.mebibytesPerGiB
        return gib > 0 ? tokensPerSecond / gib : 0
    }

    /// The card in the catalogue's words, with its number where there are several.
    var cardName: String {
        let name = GPUCatalogue.typeName(of: gpu.name, memoryMiB: gpu.memoryMiB)
        return gpuCount > 1 ? "\(gpuCount)x \(name)" : name
    }
}
