/// What `nvidia-smi` prints on a machine right now.
struct NvidiaSMI: Sendable {
    let engine: OllamaEngine

    struct Output: Sendable {
        var status = 0
        var text = ""
    }

    func run(_ arguments: [String]) -> Output {
        guard !engine.hardware.isBroken else {
            return Output(
                status: 9,
                text: "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. "
                    + "Make sure that the latest NVIDIA driver is installed and running.\n")
        }
        var query: [String]?
        var format: [String] = []
        var gpus = (0..<engine.hardware.gpuCount).map { GPUReading(engine: engine, index: $0) }
        let isAgain = arguments.contains("again")
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            func value() -> String? { parts.count > 1 ? parts[1] : rest.popFirst() }
            switch parts[0] {
            case "-L", "--list-gpus": return Output(text: gpus.map(\.listing).joined())
            case "--query-gpu": query = Self.list(value())
            case "--query-compute-apps": return Output(text: "")
            case "--format": format = Self.list(value())
            case "-i", "--id":
                let wanted = value() ?? ""
                gpus = gpus.filter { String($0.index) == wanted || $0.uuid == wanted }
                if gpus.isEmpty { return Output(status: 6, text: "No devices were found\n") }
            case "-q", "--query", "-a", "again": break
            default:
                return Output(
                    status: 2,
                    text: "Invalid combination of input arguments. Please run 'nvidia-smi -h' for help.\n"
                        + "\(argument)\n")
            }
        }
        guard let query else { return Output(text: NvidiaSMIBanner(engine: engine, gpus: gpus).text) }
        guard format.contains("csv") else {
            return Output(status: 2, text: "\"--query-gpu=\" requires \"--format=csv\".\n")
        }
        return csv(query, gpus, units: !format.contains("nounits"), header: !isAgain && !format.contains("noheader"))
    }

    private func csv(_ query: [String], _ gpus: [GPUReading], units: Bool, header: Bool) -> Output {
        var lines: [String] = []
        var head: [String] = []
        for name in query {
            guard let field = GPUReading.Field(rawValue: name) else {
                return Output(status: 2, text: "Field \"\(name)\" is not a valid field to query.\n")
            }
            head.append(field.unit.map { "\(name) [\($0)]" } ?? name)
        }
        if header { lines.append(head.joined(separator: ", ")) }
        for gpu in gpus {
            let cells = query.compactMap(GPUReading.Field.init(rawValue:)).map { field in
                gpu.value(field) + (units ? field.unit.map { " " + $0 } ?? "" : "")
            }
            lines.append(cells.joined(separator: ", "))
        }
        return Output(text: lines.map { $0 + "\n" }.joined())
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
}
