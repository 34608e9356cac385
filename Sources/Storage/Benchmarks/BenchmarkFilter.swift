import GRDB

/// Which results to list; what is `nil` does not restrict.
struct BenchmarkFilter {
    let model: String?
    let gpu: String?
    let provider: String?

    var isEmpty: Bool { model == nil && gpu == nil && provider == nil }

    /// The condition in SQL with its arguments; newest first, ids break ties.
    func query(_ columns: String) -> (sql: String, arguments: StatementArguments) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        if let model {
            conditions.append("model = ?")
            arguments += [model]
        }
        if let provider {
            conditions.append("provider = ?")
            arguments += [provider]
        }
        if let gpu {
            // Matched without wildcards of the user's: instr knows none.
            conditions.append("instr(lower(gpu_name), lower(?)) > 0")
            arguments += [gpu]
        }
        let clause = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
        return ("SELECT \(columns) FROM benchmarks\(clause)", arguments)
    }
}
