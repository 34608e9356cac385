import Domain
import Engine
import Foundation

/// Where offers come from and how old they are, in words.
struct SourceNotes {
    /// `from vastai (3 s old)`.
    let summary: String
    /// One line per provider that could not be asked, or whose items could not all be read.
    let warnings: [String]

    init(_ snapshot: InventorySnapshot, at date: Date) {
        let parts = snapshot.sources.compactMap { source -> String? in
            guard let fetched = source.fetchedAt else { return nil }
            return "\(source.provider) (\(Self.age(date.timeIntervalSince(fetched))))"
        }
        summary = parts.isEmpty ? "" : "From \(parts.joined(separator: " and "))."
        warnings = snapshot.sources.flatMap { source -> [String] in
            var lines: [String] = []
            if let problem = source.problem {
                let kept = source.fetchedAt.map { "; showing its offers of \(Self.age(date.timeIntervalSince($0)))" } ?? ""
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

    private static func age(_ seconds: Double) -> String {
        switch seconds {
        case ..<2: "just now"
        case ..<120: "\(Int(seconds)) s ago"
        case ..<7200: "\(Int(seconds / 60)) min ago"
        default: "\(Int(seconds / 3600)) h ago"
        }
    }
}
