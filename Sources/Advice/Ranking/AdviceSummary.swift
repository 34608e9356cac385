/// What a headline and a closing line say about an answer.
public struct AdviceSummary: Hashable, Sendable, Codable {
    /// Weight format of the model.
    public let quantization: String
    /// What it takes on one GPU.
    public let memory: MemoryNeed
    /// Offers looked at.
    public let offerCount: Int
    /// Excluded offers by rule; rules without a case are left out.
    public let excludedCounts: [String: Int]
    /// What the nearest of the offers that do not fit lacks, GiB.
    public let nearestMissGiB: Double?
    /// Results that the estimates use.
    public let evidenceUsed: Int

    enum CodingKeys: String, CodingKey {
        case quantization, memory
        case offerCount = "offer_count"
        case excludedCounts = "excluded_counts"
        case nearestMissGiB = "nearest_miss_gib"
        case evidenceUsed = "evidence_used"
    }

    /// `(Q4_K_M): 8.4 GiB weights + 0.8 GiB KV at 4096 context + 0.9 GiB overhead = 10.0 GiB`, to follow the tag.
    public var memoryLine: String {
        let parallel = memory.parallel > 1 ? " x \(memory.parallel)" : ""
        return "(\(quantization)): \(Figure.fixed(memory.weightsGiB, 1)) GiB weights + \(Figure.fixed(memory.kvGiB, 1)) GiB KV at "
            + "\(memory.contextTokens)\(parallel) context + \(Figure.fixed(memory.overheadGiB, 1)) GiB overhead = "
            + "\(Figure.fixed(memory.totalGiB, 1)) GiB"
    }

    /// `9 do not fit (the nearest lacks 0.3 GiB), 4 too slow`, or `nil` when nothing was left out.
    public var excludedLine: String? {
        let parts = ExclusionKind.allCases.compactMap { kind -> String? in
            guard let count = excludedCounts[kind.rawValue], count > 0 else { return nil }
            guard kind == .doesNotFit, let nearestMissGiB else { return kind.counted(count) }
            return "\(kind.counted(count)) (the nearest lacks \(Figure.missing(nearestMissGiB)) GiB)"
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
