import Crypto
public import Domain
public import Foundation

/// Reads files of published summaries (`results/published/*.json`).
public struct PublishedReader: Sendable {
    private static let limit = 16_000_000
    private static let recognisedWithin = 4_096

    /// Makes a reader.
    public init() {}

    /// The results of one file, in its order; every row gives one, failed runs and flagged figures included.
    public func read(_ file: URL) throws(ArchiveError) -> [BenchmarkResult] {
        let path = file.path(percentEncoded: false)
        let name = file.lastPathComponent
        let tooLarge = ArchiveError.tooLarge(limit: Self.limit)
        guard
            let bytes = try LocalFile.read(
                path, name: name, limit: Self.limit, tooLarge: tooLarge, followingLinks: true)
        else { throw .notFound(path) }
        let campaign: PublishedCampaign
        do {
            campaign = try JSONDecoder().decode(PublishedCampaign.self, from: Data(bytes))
        } catch {
            throw .malformed(name, detail: JSONComplaint.text(error))
        }
        guard campaign.format == PublishedCampaign.currentFormat else {
            throw .malformed(name, detail: "its format '\(campaign.format)' is unknown to this version")
        }
        var results: [BenchmarkResult] = []
        for row in campaign.rows { results.append(try row.result(campaign: campaign.campaign, file: name)) }
        return results
    }

    /// Whether a file announces itself as published summaries; reads only its beginning, and throws when it cannot.
    static func recognises(_ path: String) throws(ArchiveError) -> Bool {
        guard path.hasSuffix(".json"), LocalFile.kind(path) == .file,
            let head = try LocalFile.beginning(of: path, bytes: recognisedWithin)
        else { return false }
        return String(decoding: head, as: UTF8.self).contains("\"gpu-shopper-published-")
    }
}
