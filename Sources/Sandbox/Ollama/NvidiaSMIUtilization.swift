/// What `nvidia-smi -q -d UTILIZATION` prints: each GPU's figure of now, and of the driver's last samples.
struct NvidiaSMIUtilization {
    let driver: String
    let cuda: String
    let gpus: [GPUReading]

    var text: String {
        var lines = ["", "==============NVSMI LOG==============", ""]
        if let first = gpus.first { lines.append(Self.line("Timestamp", first.value(.timestamp))) }
        lines += [
            Self.line("Driver Version", driver), Self.line("CUDA Version", cuda), "", Self.line("Attached GPUs", "\(gpus.count)"),
        ]
        for gpu in gpus {
            let now = "\(gpu.value(.utilization)) %"
            lines += ["GPU \(gpu.value(.busID))", "    Utilization", Self.line("        GPU", now)]
            lines.append(Self.line("        Memory", "\(gpu.value(.memoryUtilization)) %"))
            lines += [
                "    GPU Utilization Samples", Self.line("        Duration", "14.00 sec"), Self.line("        Number of Samples", "71"),
            ]
            lines += ["Max", "Min", "Avg"].map { Self.line("        \($0)", now) }
        }
        return lines.joined(separator: "\n") + "\n\n"
    }

    private static func line(_ name: String, _ value: String) -> String {
        name + String(repeating: " ", count: max(1, 55 - name.count)) + ": " + value
    }
}
