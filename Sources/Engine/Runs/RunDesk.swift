public import Domain
public import Storage

/// What users ask of matrices of benchmarks and of the times at which they are made again.
///
/// It keeps rows; nothing is rented by it.
public struct RunDesk: Sendable {
    let store: Store
    private let providers: ProviderSet
    let time: any TimeSource
    private let offers: @Sendable () async throws -> [Offer]

    /// - Parameter offers: what was last seen for rent; asks no provider.
    public init(
        store: Store, providers: ProviderSet, time: any TimeSource, offers: @escaping @Sendable () async throws -> [Offer]
    ) {
        self.store = store
        self.providers = providers
        self.time = time
        self.offers = offers
    }

    /// Puts a run on record, with an entry for every model on every GPU at every provider.
    ///
    /// Throws `.invalidInput` for names that nobody knows and for more entries than a run can have, `.noOffer` when all GPUs on the
    /// market are asked for and none was seen.
    public func open(_ request: RunRequest) async throws -> BenchmarkRun {
        let checked = try request.checked()
        let matrix = try RunMatrix(checked, offers: try await offers(), configured: providers.ids)
        return try await store.insertRun(checked, cells: matrix.cells, at: time.now)
    }

    /// Names of all runs, or of those that are so far, the newest first.
    public func runIDs(_ status: BenchmarkRun.Status?) async throws -> [String] { try await store.runIDs(status: status) }

    /// Those runs.
    public func runs(_ ids: [String]) async throws -> [BenchmarkRun] { try await store.runs(ids) }

    /// A run and its entries, by its id or by how that begins; throws `.notFound`, `.invalidInput` when several begin so.
    public func run(_ reference: String) async throws -> (run: BenchmarkRun, entries: [RunEntry]) {
        guard let found = try await store.run(try await id(of: reference)) else { throw Self.unknownRun(reference) }
        return found
    }

    /// Calls a run off; throws as `run` does, and `.notFound` for one that is over.
    @discardableResult
    public func cancel(_ reference: String) async throws -> BenchmarkRun {
        let id = try await id(of: reference)
        if let cancelled = try await store.cancelRun(id, at: time.now) { return cancelled }
        let status = try await run(id).run.status
        throw Problem(.notFound, "run \(id) is \(status.rawValue) already", hint: "There is nothing left to cancel.")
    }

    private func id(of reference: String) async throws -> String {
        let ids = try await store.runIDs()
        guard !ids.contains(reference) else { return reference }
        let start = reference.hasPrefix("run-") ? reference : "run-\(reference)"
        let fitting = start.utf8.count < Self.shortestReference ? [] : ids.filter { $0.hasPrefix(start) }
        guard let id = fitting.first else { throw Self.unknownRun(reference) }
        guard fitting.count == 1 else {
            throw Problem(
                .invalidInput, "\(fitting.count) runs begin with \(start)",
                hint: "Write more of the id: \(fitting.prefix(3).joined(separator: ", ")).")
        }
        return id
    }

    /// `run-` and four digits.
    private static let shortestReference = 8

    private static func unknownRun(_ id: String) -> Problem {
        Problem(.notFound, "run not found: \(id.prefix(64))", hint: "GET /api/v1/benchmark-runs (gpu-shopper runs list) shows all.")
    }
}
