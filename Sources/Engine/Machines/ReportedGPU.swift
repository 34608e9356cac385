import Foundation

/// One GPU as `nvidia-smi` names it.
struct ReportedGPU: Sendable {
    let name: String
    let memoryMiB: Int
    let driver: String

    /// Reads `memory, driver, name`; the name stands last since it may hold commas.
    init?(line: String) {
        let fields = line.split(separator: ",", maxSplits: 2).map { $0.trimmingCharacters(in: .whitespaces) }
        guard fields.count == 3, let memory = Int(fields[0]), !fields[2].isEmpty else { return nil }
        memoryMiB = memory
        driver = fields[1]
        name = fields[2]
    }
}
