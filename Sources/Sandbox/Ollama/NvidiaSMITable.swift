/// What `nvidia-smi` prints for a query: one line per thing, fields with commas between.
struct NvidiaSMITable: Sendable {
    let hasUnits: Bool
    let hasHeader: Bool

    func gpus(_ gpus: [GPUReading], _ names: [String]) -> NvidiaSMI.Output {
        var columns: [(heading: String, field: GPUReading.Field?)] = []
        for name in names {
            let field = GPUReading.Field(rawValue: name)
            let unmeasured = UnmeasuredField(name)
            guard field != nil || unmeasured != nil else { return Self.unknown(name) }
            let unit = field.map(\.unit) ?? unmeasured?.unit
            columns.append((unit.map { "\(name) [\($0)]" } ?? name, field))
        }
        let rows = gpus.map { gpu in
            columns.map { column in
                guard let field = column.field else { return "[N/A]" }
                return gpu.value(field) + (hasUnits ? field.unit.map { " " + $0 } ?? "" : "")
            }
        }
        return output(columns.map(\.heading), rows)
    }

    /// No process is ever listed.
    func processes(_ names: [String]) -> NvidiaSMI.Output {
        var headings: [String] = []
        for name in names {
            switch name {
            case "timestamp", "gpu_name", "gpu_bus_id", "gpu_serial", "gpu_uuid", "pid": headings.append(name)
            case "name", "process_name": headings.append("process_name")
            case "used_memory", "used_gpu_memory": headings.append("used_gpu_memory [MiB]")
            default: return Self.unknown(name)
            }
        }
        return output(headings, [])
    }

    private func output(_ headings: [String], _ rows: [[String]]) -> NvidiaSMI.Output {
        let lines = ((hasHeader ? [headings] : []) + rows).map { $0.joined(separator: ", ") + "\n" }
        return NvidiaSMI.Output(text: lines.joined())
    }

    private static func unknown(_ name: String) -> NvidiaSMI.Output {
        NvidiaSMI.Output(status: 2, text: "Field \"\(name)\" is not a valid field to query.\n\n")
    }
}
