public import Domain
import GRDB

/// Which results to list; what is `nil` does not restrict, and an empty list lets nothing through.
///
/// The words are those of the stored rows, see ``BenchmarkNames``: which spellings mean the same is not the database's
/// business.
public struct BenchmarkFilter: Hashable, Sendable {
    /// One of these models.
    public var models: [String]?
    /// One of these GPUs.
    public var gpus: [GPUSpelling]?
    /// A part of the GPU's name, in either case.
    public var gpuText: String?
    /// One of these providers.
    public var providers: [String]?
    /// What ran the model, in either case.
    public var runtime: String?
    /// With this verdict.
    public var verdict: BenchmarkResult.Verdict?
    /// From there.
    public var source: BenchmarkResult.Source?

    /// Exactly one model and one provider, and a part of the GPU's name; what is left out does not restrict.
    public init(model: String? = nil, gpu: String? = nil, provider: String? = nil) {
        models = model.map { [$0] }
        gpuText = gpu
        providers = provider.map { [$0] }
    }

    /// The condition in SQL with its arguments.
    func query(_ columns: String) -> (sql: String, arguments: StatementArguments) {
        var conditions: [String] = []
        var arguments = StatementArguments()
        for (column, values) in [("model", models), ("provider", providers)] {
            guard let values else { continue }
            conditions.append("\(column) IN (\(Self.marks(values.count)))")
            arguments += StatementArguments(values)
        }
        if let gpus {
            let alternatives = gpus.map { _ in "(gpu_name = ? AND gpu_memory_mib = ?)" }.joined(separator: " OR ")
            conditions.append(gpus.isEmpty ? "0" : "(\(alternatives))")
            for gpu in gpus { arguments += [gpu.name, gpu.memoryMiB] }
        }
        if let runtime {
            conditions.append("lower(json_extract(json, '$.model.runtime')) = lower(?)")
            arguments += [runtime]
        }
        for (column, value) in [("verdict", verdict?.rawValue), ("source", source?.rawValue)] {
            guard let value else { continue }
            conditions.append("\(column) = ?")
            arguments += [value]
        }
        if let gpuText {
            // Matched without wildcards of the user's: instr knows none.
            conditions.append("instr(lower(gpu_name), lower(?)) > 0")
            arguments += [gpuText]
        }
        let clause = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
        return ("SELECT \(columns) FROM benchmarks\(clause)", arguments)
    }

    private static func marks(_ count: Int) -> String {
        Array(repeating: "?", count: count).joined(separator: ", ")
    }
}
