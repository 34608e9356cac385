/// Nearest spellings, for hints.
public enum EditDistance {
    /// Insertions, deletions and replacements between two words, at most `bound + 1`.
    public static func between(_ left: String, _ right: String, bound: Int) -> Int {
        let left = Array(left.utf8)
        let right = Array(right.utf8)
        guard abs(left.count - right.count) <= bound else { return bound + 1 }
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return min(row[right.count], bound + 1)
    }

    /// Names whose key is near, nearest first, then alphabetical.
    public static func nearest(to word: String, in names: [(name: String, key: String)], atMost bound: Int, limit: Int) -> [String] {
        var found: [String: Int] = [:]
        for (name, key) in names {
            let distance = between(word, key, bound: bound)
            if distance <= bound { found[name] = min(distance, found[name] ?? distance) }
        }
        return found.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(limit).map(\.key)
    }
}
