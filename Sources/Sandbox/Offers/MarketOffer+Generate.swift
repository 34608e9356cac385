extension MarketOffer {
    /// A market of `count` offers that follows from the seed alone; the last tenth or so is dirty.
    static func market(count: Int, seed: UInt64, now: Double) -> [MarketOffer] {
        var random = SeededRandom(seed: seed, "market")
        var id = 30_000_000 + random.int(0...99_999)
        var offers: [MarketOffer] = []
        offers.reserveCapacity(count)
        for index in 0..<count {
            id += random.int(7...900)
            let gpu = GPUModel.catalogue[(index * 7 + index / GPUModel.catalogue.count) % GPUModel.catalogue.count]
            // The first two of each type are plain: one GPU, verified and reliable.
            let isPlain = index < 2 * GPUModel.catalogue.count
            let gpuCount = !isPlain && index % 3 == 0 ? random.pick([2, 2, 4, 8]) : 1
            offers.append(make(id: id, gpu: gpu, gpuCount: gpuCount, isPlain: isPlain, now: now, random: &random))
        }
        let dirty = min(Dirt.all.count, count / 4)
        for (index, dirt) in Dirt.all.prefix(dirty).enumerated() {
            offers[count - 1 - index].dirt = dirt
        }
        return offers
    }

    private static func make(
        id: Int, gpu: GPUModel, gpuCount: Int, isPlain: Bool, now: Double, random: inout SeededRandom
    ) -> MarketOffer {
        let place = random.pick(Place.all)
        let price = (gpu.price * Double(gpuCount) * random.double(0.85...1.6) * 10_000).rounded() / 10_000
        let machine = random.int(10_000...59_999)
        let host = random.int(50_000...399_999)
        let storage = (random.double(0.08...0.30) * 100).rounded() / 100
        let days = random.double(3...180)
        let cores = Double(random.pick([8, 12, 16, 24, 32, 48])) * Double(gpuCount)
        let driver = random.pick(drivers)
        let performance = gpu.teraflops * 0.35 * Double(gpuCount)
        let down = (random.double(180...4800) * 10).rounded() / 10
        let up = (down * random.double(0.2...0.95) * 10).rounded() / 10
        let trafficPrice = random.pick([0, 0, 0.002, 0.005, 0.01, 0.02])
        let verified = isPlain || random.fraction() < 0.85
        let reliability = isPlain || random.fraction() < 0.75 ? random.double(0.955...0.9995) : random.double(0.78...0.949)
        // The whole market's hosts deliver 96 to 100 % of the data sheet.
        let bandwidth = gpu.bandwidth * random.double(0.90...0.96)
        var row: JSONObject = JSONObject([
            ("id", .int(id)), ("ask_contract_id", .int(id)), ("bundle_id", .int(id - 3)),
            ("machine_id", .int(machine)), ("host_id", .int(host)), ("bundled_results", nil),
            ("type", "on-demand"), ("gpu_name", .string(gpu.name)), ("gpu_arch", "nvidia"),
            ("num_gpus", .int(gpuCount)), ("gpu_frac", 1.0), ("gpu_ram", .int(gpu.memoryMiB)),
            ("gpu_total_ram", .int(gpu.memoryMiB * gpuCount)),
            ("gpu_mem_bw", .double((bandwidth * 10).rounded() / 10)),
            ("gpu_max_power", .double(Double(gpu.watts))), ("gpu_max_temp", 90.0),
            ("gpu_lanes", 16), ("gpu_display_active", false),
            ("compute_cap", .int(gpu.marketplaceCapability)),
            ("total_flops", .double(gpu.teraflops * Double(gpuCount))),
            ("dlperf", .double((performance * 100).rounded() / 100)),
            ("score", .double((performance / price * 100).rounded() / 100)),
            ("pci_gen", .double(Double(gpu.pcieGeneration))),
            ("pcie_bw", .double(gpu.pcieGeneration >= 5 ? 46.2 : gpu.pcieGeneration == 4 ? 23.8 : 11.9)),
            ("bw_nvlink", gpu.name.contains("SXM") ? 280.0 : 0.0),
            ("cpu_name", .string(random.pick(processors))), ("cpu_arch", "amd64"),
            ("cpu_cores", .int(Int(cores))), ("cpu_cores_effective", .double(cores)),
            ("cpu_ghz", 3.7), ("cpu_ram", .int(Int(cores) * 4096)), ("has_avx", 1),
            ("mobo_name", "ROME2D32GM-2T"), ("disk_name", "SAMSUNG MZQL23T8HCLS"),
            ("disk_space", .double((random.double(60...2200) * 10).rounded() / 10)),
            ("disk_bw", .double((random.double(900...6800) * 10).rounded() / 10)),
            ("inet_down", .double(down)), ("inet_up", .double(up)),
            ("inet_down_cost", .double(trafficPrice)), ("inet_up_cost", .double(trafficPrice)),
            ("storage_cost", .double(storage)), ("dph_base", .double(price)),
            ("min_bid", .double((price * 0.55 * 10_000).rounded() / 10_000)), ("bid_price", nil),
            ("reliability", .double(reliability)), ("reliability2", .double(reliability)),
            ("reliability_mult", 0.98), ("geolocation", .string(place.text)), ("geolocode", nil),
            ("rentable", true), ("rented", false), ("external", false), ("datacenter", false),
            ("verified", .bool(verified)), ("verification", verified ? "verified" : "unverified"),
            ("hosting_type", .int(random.pick([0, 0, 0, 1]))), ("static_ip", .bool(random.fraction() < 0.5)),
            ("public_ipaddr", .string("192.0.2.\(random.int(1...254))")),
            ("direct_port_count", .int(random.pick([0, 8, 64, 124, 250]))),
            ("driver_version", .string(driver.version)), ("driver_vers", .int(driver.number)),
            ("cuda_max_good", .double(driver.cuda)), ("os_version", "22.04"), ("ubuntu_version", "22.04"),
            ("vms_enabled", false), ("is_bid", false), ("logo", "/static/logos/vastai_small2.png"),
            ("webpage", nil), ("rn", 1), ("cluster_id", nil), ("credit_discount_max", 0.4),
            ("start_date", .double(now - random.double(86_400...30_000_000))),
            ("end_date", .double(now + days * 86_400)), ("duration", .double(days * 86_400)),
        ])
        row["datacenter"] = .bool(row["hosting_type"] == 1)
        return MarketOffer(
            id: id, machineID: machine, gpu: gpu, gpuCount: gpuCount, place: place,
            basePrice: price, storagePrice: storage, row: row)
    }

    private static let drivers: [(version: String, number: Int, cuda: Double)] = [
        ("570.124.04", 570_124_004, 12.8), ("565.77.01", 565_077_001, 12.7), ("560.35.05", 560_035_005, 12.6),
        ("575.57.08", 575_057_008, 12.9), ("580.65.06", 580_065_006, 13.0),
    ]

    private static let processors = [
        "AMD EPYC 7402P 24-Core Processor", "AMD Ryzen 9 7950X 16-Core Processor",
        "Intel® Xeon® Gold 6330 CPU @ 2.00GHz", "AMD EPYC 9354 32-Core Processor",
    ]
}
