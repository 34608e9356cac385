import Domain
import Foundation
import GRDB

extension Offer {
    /// The columns of `cached_offers` in the order in which ``init(cached:)`` reads them.
    static let cachedColumns = """
        id, provider, machine_id, gpu_name, gpu_count, gpu_memory_mib, bandwidth_gb_per_s, price_micros, disk_gb,
        download_micros_per_gb, upload_micros_per_gb, download_mbps, location, reliability, cuda_version,
        driver_version, seconds_left, verified, interruptible, fetched_at, compute_capability, cpu_architecture, cpu_cores,
        disk_space_gb, static_ip, upload_mbps, disk_micros_per_gb_month
        """

    /// Reads by position: by name would look each of them up again in every one of thousands of rows.
    init(cached row: Row) {
        self.init(
            id: OfferID(rawValue: row[0]), provider: ProviderID(rawValue: row[1]), machineID: row[2],
            gpuName: row[3], gpuCount: row[4], gpuMemoryMiB: row[5], measuredBandwidthGBps: row[6],
            pricePerHour: USD(micros: row[7]), diskGB: row[8], diskPricePerGBMonth: (row[26] as Int64?).map { USD(micros: $0) },
            downloadPricePerGB: USD(micros: row[9]),
            uploadPricePerGB: USD(micros: row[10]), downloadMbps: row[11], location: row[12],
            reliability: row[13], cudaVersion: row[14], driverVersion: row[15], secondsLeft: row[16],
            verified: row[17], interruptible: row[18], host: Self.host(row), fetchedAt: Date(epochMilliseconds: row[19]))
    }

    /// Rows of earlier versions tell nothing of the host.
    private static func host(_ row: Row) -> HostFacts? {
        let host = HostFacts(
            computeCapability: row[20], cpuArchitecture: row[21], cpuCores: row[22], diskSpaceGB: row[23], hasStaticIP: row[24],
            uploadMbps: row[25])
        return host == HostFacts() ? nil : host
    }

    /// What ``cachedColumns`` hold.
    var cachedValues: StatementArguments {
        [
            id.rawValue, provider.rawValue, machineID, gpuName, gpuCount, gpuMemoryMiB, measuredBandwidthGBps,
            pricePerHour.micros, diskGB, downloadPricePerGB.micros, uploadPricePerGB.micros, downloadMbps,
            location, reliability, cudaVersion, driverVersion, secondsLeft, verified, interruptible,
            fetchedAt.epochMilliseconds, host?.computeCapability, host?.cpuArchitecture, host?.cpuCores, host?.diskSpaceGB,
            host?.hasStaticIP, host?.uploadMbps, diskPricePerGBMonth?.micros,
        ]
    }
}
