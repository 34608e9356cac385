/// What `nvidia-smi` prints on a machine right now.
struct NvidiaSMI: Sendable {
    let engine: OllamaEngine

    struct Output: Sendable {
        var status = 0
        var text = ""
    }

    func run(_ arguments: [String]) -> Output {
        if arguments.contains(where: ["-h", "--help"].contains) { return Output(text: help) }
        guard !engine.hardware.isBroken else {
            return Output(
                status: 9,
                text: "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. "
                    + "Make sure that the latest NVIDIA driver is installed and running.\n")
        }
        var query: (option: String, fields: [String])?
        var format: [String] = []
        var details: (isAsked: Bool, kind: String?) = (false, nil)
        var gpus = (0..<engine.hardware.gpuCount).map { GPUReading(engine: engine, index: $0) }
        let isAgain = arguments.contains("again")
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
            func value() -> String? { parts.count > 1 ? parts[1] : rest.popFirst() }
            switch parts.first {
            case "-L", "--list-gpus": return Output(text: gpus.map(\.listing).joined())
            case "--version": return Output(text: version)
            case "--query-gpu", "--query-compute-apps": query = (parts[0], Self.list(value()))
            case "--format": format = Self.list(value())
            case "-i", "--id":
                let wanted = Self.list(value())
                gpus = gpus.filter { wanted.contains(String($0.index)) || wanted.contains($0.uuid) || wanted.contains($0.value(.busID)) }
                if gpus.isEmpty { return Output(status: 6, text: "No devices were found\n") }
            case "-q", "--query": details.isAsked = true
            case "-d", "--display": details.kind = value()
            case "again": break
            default: return Self.refused(argument)
            }
        }
        if details.isAsked || details.kind != nil {
            guard details.isAsked, details.kind == "UTILIZATION" else { return Self.refused(details.isAsked ? "-q" : "-d") }
            return Output(
                text: NvidiaSMIUtilization(driver: engine.hardware.driverVersion, cuda: "\(engine.hardware.cudaVersion)", gpus: gpus).text)
        }
        guard let query else { return Output(text: NvidiaSMIBanner(engine: engine, gpus: gpus).text) }
        guard format.contains("csv") else {
            return Output(status: 2, text: "\"\(query.option)=\" requires \"--format=csv\".\n")
        }
        let table = NvidiaSMITable(
            hasUnits: !format.contains("nounits"), hasHeader: !isAgain && !format.contains("noheader"))
        // As in any container, processes outside it are not seen, and the model server is one.
        return query.option == "--query-gpu" ? table.gpus(gpus, query.fields) : table.processes(query.fields)
    }

    private static func refused(_ argument: String) -> Output {
        Output(status: 2, text: "Invalid combination of input arguments. Please run 'nvidia-smi -h' for help.\n\(argument)\n")
    }

    private var version: String {
        let driver = engine.hardware.driverVersion
        return """
            NVIDIA-SMI version  : \(driver)
            NVML version        : \(driver.split(separator: ".").prefix(2).joined(separator: "."))
            DRIVER version      : \(driver)
            CUDA Version        : \(engine.hardware.cudaVersion)

            """
    }

    private var help: String {
        """
        NVIDIA System Management Interface -- v\(engine.hardware.driverVersion), as far as the sandbox has it

            nvidia-smi [OPTION1 [ARG1]] [OPTION2 [ARG2]] ...

            -h,   --help                Print this and exit.
                  --version             Print versions and exit.
            -L,   --list-gpus           Print the GPUs with their UUIDs.
            -i,   --id=                 Only these GPUs: indexes, UUIDs or bus ids with commas between.
                  --query-gpu=          Print these fields of each GPU; needs --format=csv.
                  --query-compute-apps= Print these fields of each process; needs --format=csv.
                  --format=             csv, and with it noheader and nounits.
            -q -d UTILIZATION           Print how busy each GPU is, now and in the last samples.
            -l,   --loop=               Go on every so many seconds, 5 unless told.
            -lms, --loop-ms=            Go on every so many milliseconds.

        """
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
}
