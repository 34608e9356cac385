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

    /// A run and its entries; throws `.notFound`.
    public func run(_ id: String) async throws -> (run: BenchmarkRun, entries: [RunEntry]) {
        guard let found = try await store.run(id) else { throw Self.unknownRun(id) }
        return found
    }

    /// Calls a run off; throws `.notFound` for one that there is not, or that is over.
    @discardableResult
    public func cancel(_ id: String) async throws -> BenchmarkRun {
        if let cancelled = try await store.cancelRun(id, at: time.now) { return cancelled }
        let status = try await run(id).run.status
        throw Problem(.notFound, "run \(id) is \(status.rawValue) already", hint: "There is nothing left to cancel.")
    }

    private static func unknownRun(_ id: String) -> Problem {
        Problem(.notFound, "run not found: \(id.prefix(64))", hint: "GET /api/v1/benchmark-runs (gpu-shopper runs list) shows all.")
    }
}
