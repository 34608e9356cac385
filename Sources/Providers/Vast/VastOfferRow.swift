/// One offer as it comes over the wire; every field may be missing.
struct VastOfferRow: Decodable, Sendable {
    let id: Int?
    let machineID: Int?
    let gpuName: String?
    let gpuCount: Int?
    let gpuMemoryMiB: Double?
    let memoryBandwidthGBps: Double?
    let pricePerHour: Double?
    let storagePricePerGBMonth: Double?
    let downloadPricePerGB: Double?
    let uploadPricePerGB: Double?
    let downloadMbps: Double?
    let diskGB: Double?
    let location: String?
    let reliability: Double?
    let cudaVersion: Double?
    let driverVersion: String?
    let computeCapability: Int?
    let cpuArchitecture: String?
    let cpuCores: Double?
    let hasStaticIP: Bool?
    let uploadMbps: Double?
    let secondsLeft: Double?
    let verified: Bool?
    let verification: String?
    let rentable: Bool?
    let rented: Bool?
    /// Whether the offer is a bid; `min_bid` does not tell, since on-demand offers carry it too.
    let isBid: Bool?

    private enum CodingKeys: String, CodingKey {
        case id, reliability, reliability2, verified, verification, rentable, rented, duration, geolocation
        case machineID = "machine_id"
        case gpuName = "gpu_name"
        case gpuCount = "num_gpus"
        case gpuMemory = "gpu_ram"
        case memoryBandwidth = "gpu_mem_bw"
        case price = "dph_total"
        case storagePrice = "storage_cost"
        case downloadPrice = "inet_down_cost"
        case uploadPrice = "inet_up_cost"
        case download = "inet_down"
        case disk = "disk_space"
        case cuda = "cuda_max_good"
        case driver = "driver_version"
        case capability = "compute_cap"
        case architecture = "cpu_arch"
        case cores = "cpu_cores_effective"
        case staticIP = "static_ip"
        case upload = "inet_up"
        case isBid = "is_bid"
    }

    init(from decoder: any Decoder) throws {
        let facts = try decoder.container(keyedBy: CodingKeys.self)
        id = facts.looseInteger(.id)
        machineID = facts.looseInteger(.machineID)
        gpuName = facts.looseText(.gpuName)
        gpuCount = facts.looseInteger(.gpuCount)
        gpuMemoryMiB = facts.looseNumber(.gpuMemory)
        memoryBandwidthGBps = facts.looseNumber(.memoryBandwidth)
        pricePerHour = facts.looseNumber(.price)
        storagePricePerGBMonth = facts.looseNumber(.storagePrice)
        downloadPricePerGB = facts.looseNumber(.downloadPrice)
        uploadPricePerGB = facts.looseNumber(.uploadPrice)
        downloadMbps = facts.looseNumber(.download)
        diskGB = facts.looseNumber(.disk)
        location = facts.looseText(.geolocation)
        reliability = facts.looseNumber(.reliability2) ?? facts.looseNumber(.reliability)
        cudaVersion = facts.looseNumber(.cuda)
        driverVersion = facts.looseText(.driver)
        computeCapability = facts.looseInteger(.capability)
        cpuArchitecture = facts.looseText(.architecture)
        cpuCores = facts.looseNumber(.cores)
        hasStaticIP = facts.looseFlag(.staticIP)
        uploadMbps = facts.looseNumber(.upload)
        secondsLeft = facts.looseNumber(.duration)
        verified = facts.looseFlag(.verified)
        verification = facts.looseText(.verification)
        rentable = facts.looseFlag(.rentable)
        rented = facts.looseFlag(.rented)
        isBid = facts.looseFlag(.isBid)
    }
}
