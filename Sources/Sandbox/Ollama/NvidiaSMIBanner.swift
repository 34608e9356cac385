/// The table `nvidia-smi` prints when it is asked for nothing.
struct NvidiaSMIBanner {
    let engine: OllamaEngine
    let gpus: [GPUReading]

    var text: String {
        let hardware = engine.hardware
        let driver = Self.padded(hardware.driverVersion, 22)
        var lines = [
            "+" + String(repeating: "-", count: 89) + "+",
            "| NVIDIA-SMI \(driver) Driver Version: \(Self.padded(hardware.driverVersion, 14)) "
                + "CUDA Version: \(Self.padded("\(hardware.cudaVersion)", 8)) |",
            "|" + String(repeating: "-", count: 41) + "+" + String(repeating: "-", count: 24) + "+"
                + String(repeating: "-", count: 22) + "+",
            "| GPU  Name                 Persistence-M | Bus-Id          Disp.A | Volatile Uncorr. ECC |",
            "| Fan  Temp   Perf          Pwr:Usage/Cap |           Memory-Usage | GPU-Util  Compute M. |",
            "|" + String(repeating: "=", count: 41) + "+" + String(repeating: "=", count: 24) + "+"
                + String(repeating: "=", count: 22) + "|",
        ]
        for gpu in gpus {
            let memory = "\(gpu.value(.memoryUsed))MiB / \(gpu.value(.memoryTotal))MiB"
            let power = "\(Self.whole(gpu.value(.power)))W / \(Self.whole(gpu.value(.powerLimit)))W"
            lines += [
                "| \(Self.right("\(gpu.index)", 3))  \(Self.padded(gpu.name, 30)) On | "
                    + "\(gpu.value(.busID)) Off | \(Self.right("Off", 20)) |",
                "| \(Self.right(gpu.value(.fan) + "%", 4)) \(Self.right(gpu.value(.temperature) + "C", 5))"
                    + "    \(Self.padded(gpu.value(.pstate), 8)) \(Self.right(power, 16)) | "
                    + "\(Self.right(memory, 22)) | \(Self.right(gpu.value(.utilization) + "%", 7))      Default |",
            ]
        }
        lines.append("+" + String(repeating: "-", count: 89) + "+")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func whole(_ number: String) -> Substring { number.prefix { $0 != "." } }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
