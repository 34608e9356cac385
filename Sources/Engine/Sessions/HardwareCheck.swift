import Advice
import Domain
import Foundation
import SSH

/// Compares the machine's GPUs with the offer's, before money is spent on a pull.
struct HardwareCheck: Sendable {
    /// `nvidia-smi` does not answer yet; drivers come up late.
    struct NotYet: Error {
        let reason: String
        let since: Date
    }

    let session: Session

    /// One sentence on what was found; throws `Problem(.wrongHardware)` when it is not what was sold.
    func run(on host: RemoteHost) async throws -> String {
        let output = try await host.run(
            ShellCommand(raw: "nvidia-smi --query-gpu=memory.total,driver_version,name --format=csv,noheader,nounits"),
            timeout: .seconds(30))
        let lines = output.text.split(separator: "\n").map(String.init)
        let gpus = lines.compactMap(ReportedGPU.init(line:))
        guard output.succeeded, !gpus.isEmpty, gpus.count == lines.count, let first = gpus.first else {
            let said = (output.errorText + output.text).split(separator: "\n").first.map(String.init) ?? "no output"
            throw NotYet(reason: String(said.prefix(200)), since: session.stepEnteredAt)
        }
        guard let offer = session.currentAttempt?.offer else { return first.name }
        guard gpus.count >= offer.gpuCount else {
            throw Problem(.wrongHardware, "\(offer.id) has \(gpus.count) GPU where \(offer.gpuCount) were sold")
        }
        for gpu in gpus {
            let verdict = GPUCatalogue.isSameGPU(
                advertised: (offer.gpuName, offer.gpuMemoryMiB), reported: (gpu.name, gpu.memoryMiB))
            guard verdict.isSame else {
                throw Problem(.wrongHardware, "\(offer.id) is not what was sold: \(verdict.sentence)")
            }
        }
        let count = gpus.count > 1 ? "\(gpus.count)x " : ""
        let name = first.name.replacing("NVIDIA ", with: "").replacing("GeForce ", with: "")
        return "\(count)\(name) \(first.memoryMiB) MiB, driver \(first.driver), as sold"
    }
}
