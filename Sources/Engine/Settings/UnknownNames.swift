import Domain

/// Names that are no settings but look as if somebody took them for one.
struct UnknownNames {
    /// One sentence for each, in the order of the names.
    let warnings: [String]

    /// First words that nobody else's variables begin with; the others of ours (`SSH`, `SERVER`, `LOG`) are everybody's.
    private static let families = [
        "VASTAI", "TENSORDOCK", "BLUELOBSTER", "LIFECYCLE", "INVENTORY", "PROVIDERS", "RECONCILIATION", "RECONCILE", "TEARDOWN",
    ]
    private static let known = SettingKey.all.flatMap { [$0.name] + $0.aliases }
    private static let candidates = known.map { (name: $0, key: $0) }

    init(_ names: some Sequence<String>, origin: String) {
        warnings = names.sorted().compactMap { name in
            guard !Self.known.contains(name), let meant = Self.meant(by: name) else { return nil }
            return "\(name) (\(origin)) is not a setting; \(meant)"
        }
    }

    /// What was probably meant; `nil` for a name that resembles nothing of ours.
    private static func meant(by name: String) -> String? {
        let upper = name.uppercased()
        if known.contains(upper) { return "names are in capitals: did you mean \(upper)?" }
        if name.utf8.count >= 8, let near = EditDistance.nearest(to: name, in: candidates, atMost: 2, limit: 1).first {
            return "did you mean \(near)?"
        }
        guard let family = families.first(where: { upper.hasPrefix($0 + "_") }) else { return nil }
        // Spellings of one word: the reference's scripts say RECONCILE.
        let stem = family.prefix(6)
        let relatives = candidates.filter { $0.name.hasPrefix(stem) }
        // A word left out is a likelier slip than several letters changed.
        let words = Set(upper.split(separator: "_"))
        if let longer = relatives.first(where: { words.isSubset(of: $0.name.split(separator: "_")) }) {
            return "did you mean \(longer.name)?"
        }
        if let near = EditDistance.nearest(to: upper, in: relatives, atMost: 8, limit: 1).first { return "did you mean \(near)?" }
        return "there are \(relatives.map(\.name).joined(separator: ", "))"
    }
}
