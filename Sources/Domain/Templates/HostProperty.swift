import Foundation

/// A property of a host as template filters see it.
enum HostProperty: Hashable, Sendable {
    case flag(Bool)
    case number(Double)
    case text(String)
    /// A number that templates also write as text.
    case count(Int)

    /// How it compares with an operand; `nil` when they are of two kinds, since no text is taken for a number.
    func order(to operand: FilterOperand) -> ComparisonResult? {
        switch (self, operand) {
        case (.flag(let left), .flag(let right)): left == right ? .orderedSame : nil
        case (.number(let left), .number(let right)): Self.order(left, right)
        case (.count(let left), .number(let right)): Self.order(Double(left), right)
        // By their numbers, so that driver 99.1 is older than 570.1.
        case (.text(let left), .text(let right)): left.compare(right, options: .numeric)
        case (.count(let left), .text(let right)): String(left).compare(right, options: .numeric)
        default: nil
        }
    }

    private static func order(_ left: Double, _ right: Double) -> ComparisonResult {
        left < right ? .orderedAscending : left > right ? .orderedDescending : .orderedSame
    }
}

extension Offer {
    /// The property of the host that templates call by this name; `nil` when the offer does not tell it.
    func hostProperty(_ name: String) -> HostProperty? {
        switch name {
        case "cuda_max_good": cudaVersion.map(HostProperty.number)
        case "compute_cap": host?.computeCapability.map { .number(Double($0)) }
        case "gpu_total_ram": gpuMemoryMiB.map { .number(Double($0) * Double(gpuCount)) }
        case "gpu_ram": gpuMemoryMiB.map { .number(Double($0)) }
        case "cpu_arch": host?.cpuArchitecture.map(HostProperty.text)
        case "num_gpus": .count(gpuCount)
        case "gpu_name": .text(gpuName)
        case "disk_space": host?.diskSpaceGB.map(HostProperty.number)
        case "reliability2": reliability.map(HostProperty.number)
        case "verified": .flag(verified)
        case "rentable": .flag(true)
        case "static_ip": host?.hasStaticIP.map(HostProperty.flag)
        case "driver_version": driverVersion.map(HostProperty.text)
        case "inet_down": downloadMbps.map(HostProperty.number)
        case "inet_up": host?.uploadMbps.map(HostProperty.number)
        case "dph_total": .number(pricePerHour.dollars)
        case "geolocation": location.isEmpty ? nil : .text(location)
        case "cpu_cores_effective": host?.cpuCores.map(HostProperty.number)
        default: nil
        }
    }
}
