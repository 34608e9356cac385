import API
import Domain
import Engine
import Foundation
import HTTPTypes
import Storage

/// Answers about stored results: a named server's, else the local database's.
struct BenchmarkAnswers {
    let desk: ServerDesk
    private let local: Context?

    /// Opens the local database, unless a server was named.
    init(_ common: CommonOptions, _ server: ServerOptions) async throws {
        desk = try ServerDesk.looking(common, server)
        local = try await desk.localUnlessNamed()
    }

    /// One result that answers a question.
    func one(_ path: String, _ question: BenchmarkQuestion) async throws -> BenchmarkShape {
        guard let local else { return try await ask(path, question) }
        let board = BenchmarkBoard(local.store)
        let standing = try await path == "best" ? board.best(question) : board.cheapest(question)
        return BenchmarkShape(try await result(standing.id, in: local.store))
    }

    /// The best result and the others beside it.
    func comparison(_ question: BenchmarkQuestion) async throws -> BenchmarkComparisonShape {
        guard let local else { return try await ask("compare", question) }
        let (baseline, others) = try await BenchmarkBoard(local.store).comparison(question)
        var rows: [BenchmarkComparisonShape.Row] = []
        for other in others {
            rows.append(
                .init(
                    result: try await result(other.id, in: local.store), speedup: other.speedupFactor, cost: other.costEfficiency,
                    memory: other.memoryEfficiency))
        }
        return BenchmarkComparisonShape(baseline: try await result(baseline.id, in: local.store), comparisons: rows)
    }

    /// Cards that were measured with a model.
    func recommendations(_ question: BenchmarkQuestion) async throws -> GPURecommendationsShape {
        guard let local else { return try await ask("recommendations", question) }
        let found = try await BenchmarkBoard(local.store).recommendations(question)
        return GPURecommendationsShape(model: question.model, recommendations: found, count: found.count)
    }

    /// A page of results.
    func page(model: String?, gpu: String?, provider: String?, limit: Int, offset: Int = 0) async throws -> BenchmarkListShape {
        guard let local else {
            let all = [("model", model), ("gpu", gpu), ("provider", provider), ("limit", String(limit)), ("offset", String(offset))]
            return try await desk.link.ask(
                .get, "benchmarks", query: all.compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
            ).decoded()
        }
        let filter = BenchmarkFilter(model: model, gpu: gpu, provider: provider, among: try await local.store.benchmarkNames())
        return BenchmarkListShape(
            benchmarks: try await local.store.benchmarks(filter, limit: limit, offset: offset),
            total: try await local.store.benchmarkCount(filter))
    }

    /// One result by its id or the beginning of it; `nil` when there is none.
    func result(_ id: String) async throws -> BenchmarkShape? {
        guard let local else {
            let path = id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            do {
                return try await desk.link.ask(.get, "benchmarks/\(path)").decoded()
            } catch let problem as Problem where problem.code == .notFound {
                return nil
            }
        }
        return try await local.store.benchmark(id).map(BenchmarkShape.init)
    }

    private func result(_ id: String, in store: Store) async throws -> BenchmarkResult {
        guard let result = try await store.benchmark(id) else { throw Problem(.internalError, "a result vanished while it was read") }
        return result
    }

    private func ask<Shape: Decodable>(_ path: String, _ question: BenchmarkQuestion) async throws -> Shape {
        var query = [URLQueryItem(name: "model", value: question.model)]
        if question.minTokensPerSecond > 0 {
            query.append(URLQueryItem(name: "min_tps", value: FlagRange.plain(question.minTokensPerSecond)))
        }
        if question.includesSuspect { query.append(URLQueryItem(name: "include_suspect", value: "true")) }
        return try await desk.link.ask(.get, "benchmarks/" + path, query: query).decoded()
    }
}
