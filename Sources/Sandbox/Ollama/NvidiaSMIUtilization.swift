import Foundation

/// What `nvidia-smi -q -d UTILIZATION` prints: each GPU's figure of now, and of the driver's last samples.
struct NvidiaSMIUtilization {
    let driver: String
    let cuda: String
    let gpus: [GPUReading]

    /// How long the driver keeps its samples.
    static let seconds = 14.0

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
                "    GPU Utilization Samples", Self.line("        Duration", String(format: "%.2f sec", Self.seconds)),
                Self.line("        Number of Samples", "71"),
            ]
            lines += [("Max", gpu.recent.most), ("Min", gpu.recent.least), ("Avg", gpu.recent.mean)].map {
                Self.line("        \($0)", "\($1) %")
            }
        }
        return lines.joined(separator: "\n") + "\n\n"
    }

    private static func line(_ name: String, _ value: String) -> String {
        name + String(repeating: " ", count: max(1, 55 - name.count)) + ": " + value
    }
}
