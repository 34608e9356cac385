/// The members of an archive that are read; every other file in it is ignored.
public enum ArchiveMember: String, Hashable, Sendable, CaseIterable {
    /// What was measured, on what, with which settings.
    case metadata = "metadata.json"
    /// One line per request.
    case results = "results.jsonl"
    /// One line per GPU and sample.
    case telemetry = "gpu.csv"
    /// The runtime's own account of loaded models.
    case loadedModels = "ps.jsonl"
    /// The marker a benchmark leaves when it fails.
    case failure = "failed.json"
    /// What the machine cost and who rented it out.
    case rental = "rental.json"
    /// The summary that the reference's script writes instead of `metadata.json`.
    case referenceSummary = "benchmark_result.json"
    /// The marker that the reference's script leaves when it fails.
    case referenceFailure = "benchmark_failed"

    /// The members whose bytes make up the identity of a benchmark, in the order they are hashed.
    ///
    /// Control files, the log and the rental stay out: they change while the same measurement is collected
    /// again.
    static let identifying: [ArchiveMember] = [.telemetry, .metadata, .results, .referenceSummary]

    /// File names, uncompressed, that are read as this member; the first is ours, the rest are the reference
    /// script's.
    var fileNames: [String] {
        switch self {
        case .results: [rawValue, "benchmark_results.jsonl"]
        case .telemetry: [rawValue, "benchmark_gpu_stats.csv"]
        default: [rawValue]
        }
    }

    /// Which member a file name stands for; nil for files that are ignored.
    ///
    /// Of several files that stand for the same member the one with the lowest rank is read: our name before the
    /// reference script's, plain before compressed.
    static func named(_ fileName: String) -> (member: ArchiveMember, isCompressed: Bool, rank: Int)? {
        let isCompressed = fileName.hasSuffix(".gz")
        let plain = isCompressed ? String(fileName.dropLast(3)) : fileName
        for member in allCases {
            guard let place = member.fileNames.firstIndex(of: plain) else { continue }
            return (member, isCompressed, 2 * place + (isCompressed ? 1 : 0))
        }
        return nil
    }
}
