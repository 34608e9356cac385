import API
import Domain
import Engine
import Foundation

/// Where offers come from and how old they are, in words.
struct SourceNotes {
    /// Who was asked, and when the offers were read.
    ///
    /// `From vastai (just now).` or, for offers of an earlier answer, `From vastai (read 3 h ago, it cannot be asked now).`
    let summary: String
    /// One line per provider that could not be asked, or whose items could not all be read.
    let warnings: [String]

    init(_ snapshot: InventorySnapshot, at date: Date) {
        summary = Self.summary(snapshot.sources.map { ($0.provider.rawValue, $0.fetchedAt, $0.isOld) }, at: date)
        warnings = snapshot.sources.flatMap { source -> [String] in
            var lines: [String] = []
            if let problem = source.problem {
                let kept = source.fetchedAt.map { "; showing its offers of \(Self.age(of: $0, at: date))" } ?? ""
                lines.append("warning: \(problem.message)\(kept)")
            }
            if !source.skipped.isEmpty {
                lines.append(
                    "note: \(source.skipped.count) of \(source.provider)'s items could not be used (\(source.skipped.prefix(2).joined(separator: "; ")))"
                )
            }
            return lines
        }
    }

    /// What a server said of its sources.
    init(_ sources: [AdviceDocument.Source], at date: Date) {
        summary = Self.summary(sources.map { ($0.provider, $0.fetched_at, $0.problem != nil) }, at: date)
        warnings = sources.compactMap { source in source.problem.map { "warning: \($0)" } }
    }

    private static func summary(_ sources: [(provider: String, fetchedAt: Date?, isOld: Bool)], at date: Date) -> String {
        let parts = sources.compactMap { source -> String? in
            guard let fetched = source.fetchedAt else { return nil }
            let age = age(of: fetched, at: date)
            guard source.isOld else { return "\(source.provider) (\(age))" }
            return "\(source.provider) (read \(age), it cannot be asked now)"
        }
        return parts.isEmpty ? "" : "From \(parts.joined(separator: " and "))."
    }

    private static func age(of moment: Date, at date: Date) -> String {
        let seconds = date.timeIntervalSince(moment)
        switch seconds {
        case ..<(-2): return "\(ProductJSON.rfc3339(moment)), after the present time"
        case ..<1: return "just now"
        case ..<120: return "\(Int(saturating: seconds)) s ago"
        case ..<7200: return "\(Int(saturating: seconds / 60)) min ago"
        default: return "\(Int(saturating: seconds / 3600)) h ago"
        }
    }
}
