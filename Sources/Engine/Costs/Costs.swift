import Advice
public import Domain
import Foundation
public import Storage

/// Answers what was spent: from the rows of the attempts, at the moment of the question.
public struct Costs: Sendable {
    private let store: Store
    private let time: any TimeSource

    /// Joins what it needs.
    public init(store: Store, time: any TimeSource) {
        self.store = store
        self.time = time
    }

    /// What a query asks for; what still runs is counted up to now.
    /// - Throws: `Problem` with code `notFound` for a session that is not on record, with code `invalidInput` for a GPU that
    ///   is not in the catalogue and for a span that ends before it begins.
    public func report(_ query: CostQuery) async throws -> CostReport {
        if let from = query.from, let to = query.to, to <= from {
            throw Problem(.invalidInput, "the end of the period must be after its start")
        }
        let gpu = try query.gpuType.map { try GPUFilter($0) }
        if let session = query.session { try await require(session) }
        let now = time.now
        let (from, to) = (query.from ?? .distantPast, min(query.to ?? now, now))
        let paid = try await store.paidMachines(
            PaidSelection(from: from, to: to, consumer: query.consumer, session: query.session, provider: query.provider))
        var tally = CostTally(from: from, to: to, asked: query)
        var names = TypeNames()
        for attempt in paid.attempts {
            let offer = attempt.attempt.offer
            if let gpu, !gpu.holds(name: offer.gpuName, memoryMiB: offer.gpuMemoryMiB) { continue }
            tally.add(CostTally.Machine(attempt, gpuType: names.name(of: offer.gpuName, offer.gpuMemoryMiB)))
        }
        for orphan in paid.orphans {
            let name = orphan.orphan.gpuName ?? "unknown"
            if let gpu, !gpu.holds(name: name, memoryMiB: nil) { continue }
            tally.add(CostTally.Machine(orphan, gpuType: names.name(of: name, nil)))
        }
        return tally.finished()
    }

    /// What one session has cost so far.
    /// - Throws: `Problem` with code `notFound` when it is not on record.
    public func total(of session: SessionID) async throws -> SessionCost {
        SessionCost(session: session, total: try await report(CostQuery(session: session)).total)
    }

    private func require(_ session: SessionID) async throws {
        guard try await store.session(session) != nil else {
            throw Problem(.notFound, "there is no session \(session)", hint: "'gpu-shopper sessions list' shows all.")
        }
    }

    /// The catalogue's names, looked up once per spelling.
    private struct TypeNames {
        private struct Spelling: Hashable {
            let name: String
            let memoryMiB: Int?
        }

        private var known: [Spelling: String] = [:]

        mutating func name(of name: String, _ memoryMiB: Int?) -> String {
            let spelling = Spelling(name: name, memoryMiB: memoryMiB)
            if let found = known[spelling] { return found }
            let found = GPUCatalogue.typeName(of: name, memoryMiB: memoryMiB)
            known[spelling] = found
            return found
        }
    }
}

extension CostTally.Machine {
    fileprivate init(_ paid: PaidAttempt, gpuType: String) {
        let attempt = paid.attempt
        self.init(
            provider: attempt.offer.provider, gpuType: gpuType, consumer: paid.consumer, session: attempt.session,
            billedFrom: attempt.billedFrom ?? attempt.intendedAt, billedUntil: attempt.closedAt, accrued: attempt.accrued(at:))
    }

    fileprivate init(_ paid: PaidOrphan, gpuType: String) {
        let orphan = paid.orphan
        self.init(
            provider: orphan.instance.provider, gpuType: gpuType, consumer: paid.consumer ?? OrphanRecord.consumer,
            session: paid.consumer == nil ? nil : orphan.session, billedFrom: orphan.billedFrom, billedUntil: orphan.endedAt,
            accrued: orphan.accrued(at:))
    }
}
