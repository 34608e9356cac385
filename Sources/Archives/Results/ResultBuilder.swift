import Domain
import Foundation

/// Computes the public result of an archive: figures, telemetry, verdict, identity.
public struct ResultBuilder: Sendable {
    private let origin: ResultOrigin

    /// A builder for archives of one origin.
    public init(origin: ResultOrigin) {
        self.origin = origin
    }

    /// The result of `contents`; throws when the requests or the name of the model are missing.
    public func build(from contents: ArchiveContents) throws(ArchiveError) -> ParsedArchive {
        let requestBytes = try contents.results()
        let (metadata, summary) = try describe(contents)
        guard let model = metadata.model?.name, !model.isEmpty, model != "unknown" else { throw .noModel }
        let leastTokens = ShortAnswer.tokens(maxTokens: metadata.testConfig?.maxTokens?.whole ?? 0)
        let requests = RequestLog(requestBytes.span, leastTokens: leastTokens)
        if requests.requests == 0, requests.brokenLines > 0 {
            throw .noReadableRequest(brokenLines: requests.brokenLines)
        }
        let hardware = Self.hardware(metadata.hardware)
        let telemetryBytes = contents.members[.telemetry] ?? []
        let telemetry = TelemetryLog(
            telemetryBytes.span, gpuCount: hardware.gpuCount, window: Self.window(requests))
        let accounts =
            [metadata.memory].compactMap(\.self)
            + (contents.members[.loadedModels].map { LoadedMemory.accounts(inLines: $0, model: model) } ?? [])
        let memory = accounts.reduce(nil, LoadedMemory.worse)
        let context = ContextLength(metadata.testConfig, accounts: accounts)
        let rates = Distribution(requests.rates)
        var figures = RequestFigures(requests, rates: rates).figures
        figures.loadSeconds = metadata.loadSeconds?.value ?? requests.loadSeconds
        if let size = memory?.size?.whole, size > 0 {
            figures.memorySizeBytes = size
            figures.memoryVRAMBytes = memory?.sizeOnGPU?.whole
        }
        figures.brokenLines = requests.brokenLines + telemetry.brokenLines
        summary?.addQuality(to: &figures)

        guard let timestamp = Self.timestamp(metadata, requests) else { throw .noStartTime }
        let rental = try rental(contents, summary)
        let hash = contents.contentHash
        var result = BenchmarkResult(
            id: Self.id(contentHash: hash), timestamp: timestamp, hardware: hardware,
            model: Self.model(metadata.model, name: model),
            testConfig: Self.testConfig(metadata, context: context, warmups: requests.warmups),
            results: figures, gpuStats: telemetry.stats, provider: rental.provider ?? "",
            location: rental.location ?? "",
            pricePerHour: rental.pricePerHour ?? .zero, source: origin.source,
            sourceDetail: sourceDetail(requests), sessionID: rental.sessionID, offerID: rental.offerID,
            machineID: rental.machineID, contentHash: hash
        )
        let samples = max(1, telemetry.samples)
        let observations = RunObservations(
            requestSpread: rates.coefficientOfVariation,
            throttledShare: Double(telemetry.throttledSamples) / Double(samples),
            throttleReasons: telemetry.throttleReasons.names,
            brokenRequestLines: requests.brokenLines, shortAnswers: requests.shortAnswers, leastTokens: leastTokens,
            failure: Self.failure(contents, metadata), askedContext: context.asked, givenContext: context.given
        )
        (result.verdict, result.verdictReasons) = VerdictRules.judge(result, observing: observations)
        return ParsedArchive(result: result, observations: observations)
    }

    /// The public id of a content.
    static func id(contentHash: String) -> String { "bm-\(contentHash.prefix(20))" }

    private func describe(
        _ contents: ArchiveContents
    ) throws(ArchiveError) -> (metadata: ArchiveMetadata, summary: ReferenceSummary?) {
        let summary: ReferenceSummary?
        if let bytes = contents.members[.referenceSummary] {
            summary = try ReferenceSummary.read(bytes)
        } else {
            summary = nil
        }
        if let bytes = contents.members[.metadata] { return (try ArchiveMetadata.read(bytes), summary) }
        guard let summary else { throw .missingMember(ArchiveMember.metadata.rawValue) }
        return (summary.metadata, summary)
    }

    private func rental(
        _ contents: ArchiveContents, _ summary: ReferenceSummary?
    ) throws(ArchiveError) -> Rental {
        var rental = origin.rental
        if let bytes = contents.members[.rental] { rental = rental.completed(by: try Rental.read(bytes)) }
        return summary.map { rental.completed(by: $0.rental) } ?? rental
    }

    /// Rates that another script computed are told apart: nobody can say from the archive what they include.
    private func sourceDetail(_ requests: RequestLog) -> String? {
        guard requests.hasComputedRates else { return origin.sourceDetail }
        let note = "tokens/s as the archive's own script computed them"
        return origin.sourceDetail.map { "\($0); \(note)" } ?? note
    }
}
