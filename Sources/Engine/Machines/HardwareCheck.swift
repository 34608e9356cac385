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
    func run(on host: any MachineShell) async throws -> String {
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
        if let sold = offer.driverVersion, let old = Self.major(first.driver), let promised = Self.major(sold), old < promised {
            throw Problem(.wrongHardware, "\(offer.id) has driver \(first.driver) where \(sold) was sold")
        }
        try await checkDisk(of: offer, on: host)
        let count = gpus.count > 1 ? "\(gpus.count)x " : ""
        let name = first.name.replacing("NVIDIA ", with: "").replacing("GeForce ", with: "")
        return "\(count)\(name) \(first.memoryMiB) MiB, driver \(first.driver), as sold"
    }

    /// The number before the first dot; a host's minor upgrades are no fault.
    private static func major(_ driver: String) -> Int? { driver.split(separator: ".").first.flatMap { Int($0) } }

    /// File systems keep something for themselves, so nine tenths of what was rented count as all of it; a `df` that says
    /// nothing readable proves nothing.
    private func checkDisk(of offer: Offer, on host: any MachineShell) async throws {
        let output = try await host.run(ShellCommand(raw: "df -Pk . 2>/dev/null | tail -n 1"), timeout: .seconds(20))
        let fields = output.text.split(separator: " ").map(String.init)
        guard output.succeeded, fields.count >= 6, let kilobytes = Double(fields[fields.count - 5]), kilobytes > 0 else { return }
        let gigabytes = kilobytes * 1024 / ByteUnits.bytesPerGB
        guard gigabytes < 0.9 * Double(session.plan.diskGB) else { return }
        throw Problem(
            .wrongHardware, "\(offer.id) has a disk of \(Int(saturating: gigabytes)) GB where \(session.plan.diskGB) were rented")
    }
}
